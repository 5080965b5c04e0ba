"""What the tests of the feeds share: where feeds are, and how findings are told."""

import sys
from pathlib import Path


class Site:
    """The output of a build. A golden case is called by the name of the case, any other site by that of its folder."""

    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.name = self.folder.parent.name if self.folder.name == "public" else self.folder.name
        self.feeds = sorted(self.folder.rglob("*.ics"))

    def name_of(self, feed):
        return f"{self.name}: {feed.relative_to(self.folder)}"


def sites_of_arguments():
    """The sites that the command line names."""
    if len(sys.argv) < 2:
        sys.exit(f"usage: {Path(sys.argv[0]).name} SITE …")
    sites = [Site(folder) for folder in sys.argv[1:]]
    if not any(site.feeds for site in sites):
        sys.exit("there is no .ics file")
    return sites


def tell(results, what):
    """Prints what each check found, a list for each name, then "N passed, N failed", and leaves."""
    for name, findings in results:
        print(f"{'FAILED' if findings else 'ok    '} {name}")
        for finding in findings[:20]:
            print(f"         {finding}")
        if len(findings) > 20:
            print(f"         … and {len(findings) - 20} more")
    failed = sum(bool(findings) for _, findings in results)
    print(f"{what}: {len(results) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)

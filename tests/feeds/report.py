"""What the tests of the feeds share: where feeds are, and how findings are told."""

import sys
from pathlib import Path


class Site:
    """The output of a build. A golden case is called by the name of the case, any other site by that of its folder."""

    def __init__(self, folder):
        self.folder = Path(folder).resolve()
        self.name = self.folder.parent.name if self.folder.name == "public" else self.folder.name
        self.feeds = sorted(self.folder.rglob("*.ics"))

    def subscriptions(self):
        """The feeds to which somebody subscribes: not the files of one meeting, which are for download."""
        for feed in self.feeds:
            if feed.parent.name != "meeting" and not self.is_told_already(feed):
                yield feed

    def is_told_already(self, feed):
        """Whether a feed holds again what `many.ics` holds: to read 2 000 meetings in five files, or one by one, shows
        nothing new, since check.py finds that they are the same bytes in each."""
        return self.name == "many-meetings" and feed.stem != "many"

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

// The text of pages, to look for quoted words in it. Fetched when a query first has some, since few do.

const pages = {};

/** A page as a document: nothing else makes one of HTML where Trusted Types are required. */
const read = (file) => new Promise((found, failed) => {
  const request = new XMLHttpRequest();
  request.open("GET", file);
  request.responseType = "document";
  request.onloadend = () => (request.status === 200 ? found(request.response) : failed());
  request.send();
});

/** The text of where an address leads. With a `refusal`, which is thrown, nothing is fetched. */
export async function textAt(address, refusal) {
  const [file, part = ""] = address.split("#");
  if (refusal && !pages[file]) throw refusal;
  const whole = (pages[file] ??= await read(file));
  return (whole.getElementById(decodeURIComponent(part)) ?? whole.querySelector("main") ?? whole.body).textContent;
}

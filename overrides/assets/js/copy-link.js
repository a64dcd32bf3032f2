// Links to single items also copy the item's address. The address leaves out what a filter wrote into it.
export function copyLinks(links, tell, copied) {
  for (const link of links) {
    link.addEventListener("click", () => {
      // Without the permission, or without a secure connection, it stays an ordinary link.
      navigator.clipboard?.writeText(address() + link.hash).then(() => tell(copied), () => {});
    });
  }
}

// A copy that is read from a disk hands on where the page stands on the web.
function address() {
  if (location.protocol === "file:") return document.querySelector("link[rel=canonical]").href;
  return location.origin + location.pathname;
}

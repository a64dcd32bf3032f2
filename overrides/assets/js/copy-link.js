// Links to single items also copy the item's address. The address leaves out what a filter wrote into it.
export function copyLinks(links, tell, copied) {
  for (const link of links) {
    link.addEventListener("click", () => {
      // Without the permission, or without a secure connection, it stays an ordinary link.
      navigator.clipboard?.writeText(location.origin + location.pathname + link.hash).then(() => tell(copied), () => {});
    });
  }
}

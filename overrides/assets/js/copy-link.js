// Links to single items also copy the item's address. The address leaves out what a filter wrote into it.
const SHOWN_FOR = 4000;

export function copyLinks(links, said) {
  let timer;
  const tell = () => {
    said.textContent = said.dataset.ogpCopied;
    clearTimeout(timer);
    timer = setTimeout(() => said.replaceChildren(), SHOWN_FOR);
  };
  for (const link of links) {
    link.addEventListener("click", () => {
      said.replaceChildren();
      // Without the permission, or without a secure connection, it stays an ordinary link.
      navigator.clipboard?.writeText(location.origin + location.pathname + link.hash).then(tell, () => {});
    });
  }
}

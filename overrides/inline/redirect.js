// A redirected page hands on the anchor with which it was asked for, or leads to where that item stands now.
{
  const anchor = decodeURIComponent(location.hash.slice(1));
  const own = anchor && document.getElementById(anchor)?.querySelector("a");
  const target = new URL((own || document.querySelector("a[rel=next]")).href);
  if (!own && !target.hash) target.hash = location.hash;
  location.replace(target);
}

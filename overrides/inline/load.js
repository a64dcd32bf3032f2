// A policy that names scripts by their content lets these load others: nothing else on a page may.
{
  const script = document.createElement("script");
  script.type = "module";
  script.src = document.currentScript.dataset.src;
  document.head.append(script);
}

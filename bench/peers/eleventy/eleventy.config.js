export default function (config) {
  config.addPassthroughCopy({ static: "/" });
  config.addCollection("below", (api) => {
    const below = {};
    for (const page of api.getAll()) {
      const above = page.data.above?.at(-1)?.address;
      if (above) (below[page.data.language + above] ??= []).push(page);
    }
    return below;
  });
  config.addCollection("news", (api) => api.getAll().filter((page) => page.data.address?.startsWith("news/2")));
  config.addFilter("anchored", (html) => {
    let count = 0;
    return html.replace(/<h([23])>/g, (_, level) => `<h${level} id="part-${++count}">`);
  });
  config.addFilter("contents", (html) => [...html.matchAll(/<h[23] id="([^"]+)">(.*?)<\/h[23]>/g)]);
  config.addFilter("json", (value) => JSON.stringify(value));
  return {
    dir: { input: "content", output: "site", includes: "../_includes", data: "../_data" },
    markdownTemplateEngine: false,
    templateFormats: ["md", "njk"],
  };
}

(() => {
  "use strict";
  const openTo = (id) => {
    const target = id && document.getElementById(id);
    if (!target) return;
    let box = target.closest("details");
    while (box) {
      box.open = true;
      box = box.parentElement.closest("details");
    }
    target.scrollIntoView();
  };
  const fromAddress = () => openTo(decodeURIComponent(location.hash.slice(1)));
  window.addEventListener("hashchange", fromAddress);
  fromAddress();

  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details.entry:not([open])")];
    opened.forEach((box) => { box.open = true; });
  });
  window.addEventListener("afterprint", () => {
    opened.forEach((box) => { box.open = false; });
  });

  if (typeof vegaEmbed === "undefined") return;
  const tip = document.createElement("div");
  tip.id = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);
  const showTip = (_, event, __, value) => {
    tip.hidden = value === null || value === undefined || value === "";
    if (tip.hidden) return;
    const lines = typeof value === "object" ? Object.entries(value).map(([k, v]) => `${k}: ${v}`) : [`${value}`];
    tip.textContent = lines.join("\n");
    tip.style.left = `${Math.min(event.pageX + 12, document.documentElement.clientWidth - tip.offsetWidth - 8)}px`;
    tip.style.top = `${event.pageY + 14}px`;
  };
  const options = { actions: false, ast: true, defaultStyle: false, renderer: "svg", tooltip: showTip };
  for (const plot of document.querySelectorAll(".plot[data-spec]")) {
    const spec = JSON.parse(document.getElementById(plot.dataset.spec).textContent);
    const drawn = document.createElement("div");
    vegaEmbed(drawn, spec, options).then(() => plot.replaceChildren(drawn), () => {});
  }
})();

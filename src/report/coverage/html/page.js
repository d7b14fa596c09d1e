"use strict";
(() => {
  const get = (id) => document.getElementById(id);
  const form = get("filters"), list = get("list"), all = get("all"), shown = get("shown");
  // Letter case and accents do not matter to whoever looks for a word.
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const fields = ["text", "state", "kind", "group"].map((name) => get("filter-" + name));
  const asked = () => fields.map((field) => (field ? field.value : ""));
  const rows = new Map(Array.from(document.querySelectorAll("#overview tbody tr"), (row) => [row.dataset.module, row]));
  const perPage = 50;

  // A module as filters see it. In a long report modules stay text until they are shown: where scripts run, what a noscript
  // element holds is text.
  const article = (element) => ({
    id: element.id, state: element.dataset.state, kinds: element.dataset.kinds.split(" "), group: element.dataset.group,
    text: folded(element.textContent), element,
  });
  const head = / id="([^"]*)" data-state="([^"]*)" data-kinds="([^"]*)" data-group="([^"]*)">/;
  const fragment = (part) => {
    const [, id, state, kinds, group] = head.exec(part);
    return {
      id, state, kinds: kinds.split(" "), group, html: "<article" + part,
      get text() {
        const text = folded(part.slice(part.indexOf(">")).replace(/<[^>]*>/g, " "));
        Object.defineProperty(this, "text", { value: text });
        return text;
      },
    };
  };
  const modules = all
    ? all.textContent.split("<article").slice(1).map(fragment)
    : Array.from(list.querySelectorAll("article"), article);

  const suits = (module, [text, state, kind, group]) =>
    (!state || module.state === state) && (!kind || module.kinds.includes(kind)) && (!group || module.group === group) &&
    (!text || module.text.includes(text));

  let found = modules, page = 0;
  const pages = () => Math.max(1, Math.ceil(found.length / perPage));
  const draw = () => {
    list.innerHTML = found.slice(page * perPage, (page + 1) * perPage).map((module) => module.html).join("");
    get("page").textContent = get("page").dataset.words.replace("{n}", page + 1).replace("{all}", pages());
    get("previous").disabled = page === 0;
    get("next").disabled = page + 1 >= pages();
  };
  const filter = () => {
    const [text, ...rest] = asked(), wanted = [folded(text.trim()), ...rest];
    found = modules.filter((module) => suits(module, wanted));
    if (all) {
      page = 0;
      draw();
    } else {
      const suited = new Set(found);
      for (const module of modules) {
        module.element.hidden = !suited.has(module);
        const row = rows.get(module.id);
        if (row) row.hidden = module.element.hidden;
      }
    }
    const words = found.length === 0 ? "none" : found.length === modules.length ? "all" : "some";
    shown.textContent = shown.dataset[words].replace("{n}", found.length).replace("{all}", modules.length);
  };
  // A link leads to its module, whatever the filters and the page.
  const follow = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch {
      // It is no encoded text, and so no module's name.
    }
    const at = found.findIndex((module) => module.id === id);
    if (at < 0 && modules.some((module) => module.id === id)) {
      form.reset();
      filter();
      return follow();
    }
    if (at < 0) return;
    if (all) {
      page = Math.floor(at / perPage);
      draw();
    }
    const element = get(id);
    element.scrollIntoView();
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
  };

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, all ? 150 : 0);
  });
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  if (all) {
    const turn = (by) => () => {
      page += by;
      draw();
      get("modules").scrollIntoView();
    };
    get("previous").addEventListener("click", turn(-1));
    get("next").addEventListener("click", turn(1));
    get("pages").hidden = false;
  }
  form.hidden = modules.length < 2;

  // What is looked for first should not wait for the text of all modules.
  const prepare = (at) => {
    const until = performance.now() + 20;
    while (at < modules.length && performance.now() < until) modules[at++].text;
    if (at < modules.length) setTimeout(prepare, 5, at);
  };
  if (all) setTimeout(prepare, 100, 0);

  // Tables are sorted by their heads; a second time, the other way round.
  for (const table of document.querySelectorAll("table.sortable")) {
    const body = table.tBodies[0], heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const key = (row) => row.cells[at].dataset.sort || row.cells[at].textContent.trim();
        const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
        const sorted = Array.from(body.rows, (row) => [key(row), row]).sort(([a], [b]) => (down ? compare(b, a) : compare(a, b)));
        body.append(...sorted.map(([, row]) => row));
      });
    });
  }

  filter();
  window.addEventListener("hashchange", follow);
  if (location.hash) follow();
})();

// Makes and changes elements. Text from outside is only ever set as text, never as markup.
const el = (tag, properties = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes("-") || name === "scope" || name === "role") made.setAttribute(name, value);
    else made[name] = value;
  }
  made.append(...children.filter(child => child !== null && child !== undefined));
  return made;
};

const svgEl = (tag, attributes) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};

// Only what changed is set: a screen reader and a selection are left alone.
const setText = (element, text) => { if (element.textContent !== text) element.textContent = text; };
const setTone = (element, tone) => { if (element.dataset.tone !== tone) element.dataset.tone = tone; };
const byId = id => document.getElementById(id);

// Fills a section only where its data changed, so that focus and open details stay.
const shown = new Map();
const fill = (id, data, make) => {
  const text = JSON.stringify(data ?? null);
  if (shown.get(id) === text) return;
  // What cannot be made is hidden: the content of before is no longer true.
  shown.delete(id);
  byId(id).hidden = true;
  const content = make(data);
  shown.set(id, text);
  byId(id).hidden = !content;
  byId(id).querySelector(".body").replaceChildren(...(content ? [content] : []));
};

const table = (titles, rows) => el("table", {},
  el("thead", {}, el("tr", {}, ...titles.map(title => el("th", { scope: "col", textContent: title })))),
  el("tbody", {}, ...rows.map(cells => el("tr", {}, ...cells.map((cell, i) => i === 0 ? el("th", { scope: "row", textContent: cell }) : el("td", { textContent: cell, "data-title": titles[i] }))))));

// A card for each member. A card is made once and then kept up to date.
const cards = new Map();

const figures = ["Version", "Uptime", "Connections", "Outstanding", "Lag", "In sync", "Nodes", "Restarts"];
const wideFigures = ["Latency", "Disk", "Zxid"];

const makeCard = server => {
  const id = `member-${server.myid}`;
  const card = {
    name: el("h3", { id }), role: el("span", { className: "muted" }), sign: el("span", { className: "sign", "aria-hidden": "true" }), state: el("span"), why: el("p", { className: "why" }),
    values: new Map([...figures, ...wideFigures].map(name => [name, el("dd")])), latency: curve("Latency"), outstanding: curve("Outstanding requests"), latencyNow: el("b"), outstandingNow: el("b"), history: null,
  };
  card.stateLine = el("p", { className: "state" }, card.sign, card.state);
  card.table = el("details", {}, el("summary", { textContent: "Curves as a table" }));
  card.table.addEventListener("toggle", () => { if (card.table.open) showTable(card); });
  card.curves = el("div", { className: "curves" },
    el("figure", {}, el("figcaption", {}, el("span", {}, el("span", { className: "key write", textContent: "writes" }), " ", el("span", { className: "key", textContent: "reads" })), card.latencyNow), card.latency),
    el("figure", {}, el("figcaption", {}, el("span", { textContent: "outstanding" }), card.outstandingNow), card.outstanding));
  card.element = el("article", { className: "card", "aria-labelledby": id },
    el("header", {}, card.name, card.role), card.stateLine, card.why,
    el("dl", {}, ...[...card.values].map(([name, value]) => el("div", { className: wideFigures.includes(name) ? "wide" : "" }, el("dt", { textContent: name }), value))),
    card.curves, card.table);
  return card;
};

// Both directories are on one file system most of the time: then its free space is said once.
const free = d => d.filesystemBytes > 0 && Number.isFinite(d.freeBytes) ? `${Math.floor(100 * d.freeBytes / d.filesystemBytes)} % free` : "size not known";
const diskText = disk => {
  const all = objects(disk?.directories);
  if (all.length === 0) return unknown;
  const same = all.every(d => d.filesystemBytes === all[0].filesystemBytes && free(d) === free(all[0]));
  return same ? `${all.map(d => `${known(d.name)} ${known(d.bytes, bytes)}`).join(", ")}, ${free(all[0])}` : all.map(d => `${known(d.name)} ${known(d.bytes, bytes)}, ${free(d)}`).join("; ");
};

// The process's, where its agent tells; ZooKeeper's own figure is missing after an election.
const uptime = (server, now) => server.agent?.process?.phase === "running" ? (now - time(server.agent.process.since)) / 1000 : server.report?.uptimeSeconds;

const showCard = (card, server, { answeredBy, at }) => {
  const { report, agent } = server;
  setTone(card.element, server.tone);
  setTone(card.stateLine, server.tone);
  setText(card.sign, signs[server.tone]);
  setText(card.name, server.name);
  setText(card.role, `myid ${server.myid}, ${server.role}${server.name === answeredBy ? ", shows this page" : ""}`);
  setText(card.state, server.state);
  const sentence = server.why ?? agent?.health?.sentence;
  setText(card.why, typeof sentence === "string" ? sentence : agent || server.state.startsWith("its agent") ? "" : "its agent does not answer");
  card.why.hidden = card.why.textContent === "";
  const latency = typeof report?.latency === "string" ? report.latency.split("/").map(Number) : [];
  const values = {
    Version: known(report?.version), Uptime: known(uptime(server, Date.parse(at)), duration), Latency: latency.length === 3 ? `${milliseconds(latency[1])} mean, ${milliseconds(latency[2])} most` : unknown,
    Connections: known(report?.connections, whole), Outstanding: known(report?.outstanding, whole), Lag: server.lag === "-" ? unknown : server.lag, Nodes: known(report?.nodeCount, whole),
    Restarts: known(agent?.process?.restarts, whole), "In sync": server.inSync === "-" || !report ? unknown : server.inSync, Disk: diskText(agent?.disk), Zxid: known(report?.zxid),
  };
  card.reports = Boolean(report);
  showLast(card);
  for (const [name, text] of Object.entries(values)) {
    setText(card.values.get(name), text);
    // A member that does not serve has few figures: dashes for all others would hide them.
    card.values.get(name).parentElement.hidden = !report && text === unknown;
  }
};

// The last figures of a member that does not serve are no longer true.
const showLast = card => {
  setText(card.latencyNow, card.reports ? card.lastLatency ?? "" : "");
  setText(card.outstandingNow, card.reports ? card.lastOutstanding ?? "" : "");
};

const showTable = card => {
  if (!card.history) return;
  card.table.querySelector("table")?.remove();
  card.table.append(curveTable(card.history, card.now));
};

const showCurves = (card, history, now, span) => {
  if (!isObject(history) || list(history.at).length === 0) { card.curves.hidden = card.table.hidden = !card.history; return; }
  card.curves.hidden = card.table.hidden = false;
  [card.history, card.now] = [history, now];
  drawCurve(card.latency, history, now, span, [["read", "read"], ["write", "write"]]);
  drawCurve(card.outstanding, history, now, span, [["outstanding", "write"]]);
  const [write, read, outstanding] = ["write", "read", "outstanding"].map(name => last(history[name]));
  [card.lastLatency, card.lastOutstanding] = [known(write ?? read, milliseconds), known(outstanding, whole)];
  showLast(card);
  card.latency.setAttribute("aria-label", `Latency, ${spanText(span)}. Writes: last ${known(write, milliseconds)}, highest ${milliseconds(highest(history.write))}. Reads: last ${known(read, milliseconds)}, highest ${milliseconds(highest(history.read))}.`);
  card.outstanding.setAttribute("aria-label", `Outstanding requests, ${spanText(span)}: last ${known(outstanding, whole)}, highest ${whole(highest(history.outstanding))}.`);
  if (card.table.open) showTable(card);
};

const showCards = view => {
  const ids = new Set(view.servers.map(server => server.myid));
  for (const [id, card] of cards) if (!ids.has(id)) { card.element.remove(); cards.delete(id); }
  view.servers.forEach((server, i) => {
    if (!cards.has(server.myid)) {
      const card = makeCard(server);
      card.curves.hidden = card.table.hidden = true;
      cards.set(server.myid, card);
      byId("cards").insertBefore(card.element, byId("cards").children[i] ?? null);
    }
    const card = cards.get(server.myid);
    part(`the card of ${server.name}`, () => showCard(card, server, view), () => {
      setText(card.why, "its agent's answer cannot be shown: it may run another version");
      card.why.hidden = false;
    });
  });
};

// The sections below the members. Each is there only where there is something to show.
const makeWarning = () => {
  const made = { text: el("p"), advice: el("span"), link: el("a", { textContent: "Runbook" }) };
  made.action = el("p", { className: "action" }, made.advice, " ", made.link);
  made.element = el("li", {}, made.text, made.action);
  return made;
};

// A line stays the same element while its sentence changes, so that the focus on its link stays.
const warnings = [];
const showWarnings = advice => {
  const all = byId("warnings");
  all.hidden = advice.length === 0;
  setText(byId("warnings-title"), plural(advice.length, "Warning", "Warnings"));
  while (warnings.length > advice.length) warnings.pop().element.remove();
  advice.forEach(({ warning, action, line }, i) => {
    if (!warnings[i]) {
      warnings[i] = makeWarning();
      all.querySelector("ul").append(warnings[i].element);
    }
    const shownAs = warnings[i];
    setText(shownAs.text, warning);
    shownAs.action.hidden = action === null;
    setText(shownAs.advice, `What to do: ${action}`);
    if (shownAs.link.getAttribute("href") !== `#runbook-${line}`) shownAs.link.href = `#runbook-${line}`;
  });
};

// A server line is longer than a column: its name and id stand for it.
const serverName = line => {
  const [, id, host] = /^server\.(\d+)=(\[[^\]]+\]|[^:;]+)/.exec(line) ?? [];
  return host === undefined ? line : `${/^[a-z]/i.test(host) ? host.split(".")[0] : host}, myid ${id}`;
};

const showMembership = membership => fill("membership", membership, view => isObject(view) ? el("div", {},
  el("p", { textContent: known(view.sentence) }),
  el("p", { className: "muted", textContent: `configuration ${known(view.version)}, ${known(view.wanted)} wanted` }),
  table(["Server", "Role", "Votes", "Serves"], objects(view.members).map(m => [serverName(known(m.server)), known(m.role), m.votes ? "yes" : "no", m.serving ? "yes" : "no"]))) : null);

const showGuard = servers => fill("guard", servers.filter(s => isObject(s.agent?.guard)).map(s => [s.name, known(s.agent.guard.state), known(s.agent.guard.sentence) + (s.agent.guard.overrideUsed ? " An override of the operator was used." : "")]),
  rows => rows.length ? table(["Member", "Decision", "Why"], rows) : null);

const certificateEnd = (moment, now) => {
  const days = Math.floor((time(moment) - now) / 86400000);
  if (Number.isNaN(days)) return unknown;
  return days < 0 ? `expired on ${day(moment)}` : `${day(moment)}, in ${plural(days, "day", "days")}`;
};

const showCertificates = (servers, now) => fill("certificates", servers.flatMap(s => objects(s.agent?.certificates).map(c => [s.name, known(c.port), certificateEnd(c.served ?? c.file, now)])),
  rows => rows.length ? table(["Member", "Port", "Expires"], rows) : null);

// The agent says what there is; a name such as lastSuccess becomes "last success".
const inWords = name => name.replace(/([A-Z])/g, " $1").toLowerCase();
const inText = value => isObject(value) ? Object.entries(value).map(([name, inner]) => `${inWords(name)} ${inText(inner)}`).join(", ")
  : Array.isArray(value) ? value.map(inText).join(", ") : typeof value === "boolean" ? (value ? "yes" : "no") : known(value);
const showBackup = servers => fill("backup", servers.filter(s => isObject(s.agent?.backup)).map(s => [s.name, s.agent.backup]),
  members => members.length ? el("div", {}, ...members.flatMap(([name, backup]) => [
    el("h3", { textContent: name }), typeof backup.sentence === "string" ? el("p", { textContent: backup.sentence }) : null,
    el("dl", {}, ...Object.entries(backup).filter(([key, value]) => key !== "sentence" && value !== null).map(([key, value]) => el("div", { className: "wide" }, el("dt", { textContent: inWords(key) }), el("dd", { textContent: inText(value) }))))]).filter(part => part !== null)) : null);

const showAdvisories = servers => {
  const told = new Map();
  for (const server of servers) {
    for (const advisory of objects(server.agent?.advisories)) {
      const at = told.get(advisory.id) ?? { ...advisory, members: [] };
      at.members.push(server.name);
      told.set(advisory.id, at);
    }
  }
  fill("advisories", [...told.values()], all => all.length ? table(["Advisory", "This ZooKeeper", "Members", "Fixed in"],
    all.map(a => [known(a.id), (a.losesData ? "Loses data: " : "") + known(a.what), a.members.length === servers.length ? "all" : a.members.join(", ").replaceAll("-", "\u2011"), known(a.fixedIn)])) : null);
};

const showRunbook = lines => {
  const sections = [...new Set(lines.map(line => line.section))];
  byId("runbook").querySelector(".body").replaceChildren(...sections.flatMap(section => [
    el("h3", { textContent: section }),
    el("table", {}, el("thead", {}, el("tr", {}, el("th", { scope: "col", textContent: "Message" }), el("th", { scope: "col", textContent: "What to do" }))),
      el("tbody", {}, ...lines.map((line, i) => [line, i]).filter(([line]) => line.section === section).map(([line, i]) => el("tr", { id: `runbook-${i}` },
        el("td", {}, el("code", { textContent: line.message })), el("td", { textContent: line.action })))))]));
};

// A link to a line opens the runbook.
const openRunbook = () => {
  if (!location.hash.startsWith("#runbook-")) return;
  byId("runbook").querySelector("details").open = true;
  const line = byId(location.hash.slice(1));
  if (!line) return;
  line.tabIndex = -1;
  line.scrollIntoView({ block: "center" });
  line.focus({ preventScroll: true });
};

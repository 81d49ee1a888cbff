// Who led in the last hour.
const leaderSpans = (leaders, now) => leaders.map((change, i) => ({
  name: change.name, epoch: change.epoch,
  from: Math.min(Math.max(Date.parse(change.at) / 1000, now - hour), now),
  to: i + 1 < leaders.length ? Date.parse(leaders[i + 1].at) / 1000 : now,
}));

const colourOf = (name, names) => `m${Math.max(0, names.indexOf(name)) % 7}`;

const showLeaders = (leaders, at, names) => {
  const now = Date.parse(at) / 1000;
  // The newest change may be of this moment: it counts although it has no length yet.
  const spans = leaderSpans(leaders, now).filter((span, i, all) => span.to > span.from || i === all.length - 1);
  const section = byId("leaders");
  section.hidden = spans.length === 0;
  if (spans.length === 0) return;
  const span = windowOf(now - spans[0].from);
  setText(byId("leaders-title"), `Leader, ${spanText(span)}`);
  const ticks = span === hour ? ["60 min ago", "45", "30", "15", "now"] : [`${span / 60} min ago`, `${span / 120}`, "now"];
  if (section.querySelectorAll(".axis span").length !== ticks.length || section.querySelector(".axis span").textContent !== ticks[0])
    section.querySelector(".axis").replaceChildren(...ticks.map(text => el("span", { textContent: text })));
  const latest = spans[spans.length - 1];
  const elections = spans.filter(span => span.name !== null).length - 1;
  const without = spans.filter(span => span.name === null).reduce((sum, span) => sum + span.to - span.from, 0);
  const summary = (latest.name === null ? `No leader is known since ${clock(1000 * latest.from)}.` : `${latest.name} leads, here known for ${duration(now - latest.from)}.`)
    + ` ${elections > 0 ? plural(elections, "change", "changes") : "No change"} was seen in ${duration(now - spans[0].from)}`.replace("changes was", "changes were")
    + (without > 0 ? `, ${duration(without)} without a known leader.` : ".");
  setText(section.querySelector(".summary"), summary);
  const track = section.querySelector(".track");
  track.setAttribute("aria-label", summary);
  track.replaceChildren(...spans.map(({ name, from, to }) => {
    const part = el("span", { className: name === null ? "none" : colourOf(name, names), title: `${name ?? "no leader known"}, from ${clock(1000 * from)} for ${duration(to - from)}` });
    part.style.left = `${100 * (1 - (now - from) / span)}%`;
    part.style.width = `max(3px, ${100 * (to - from) / span}%)`;
    if (name !== null && (to - from) / span > .03) part.textContent = name;
    return part;
  }));
  section.querySelector("tbody").replaceChildren(...spans.toReversed().map(({ name, epoch, from, to }) => el("tr", {},
    el("th", { scope: "row", textContent: clock(1000 * from) }), el("td", { textContent: name ?? "none known" }),
    el("td", { textContent: known(epoch) }), el("td", { textContent: duration(to - from) }))));
};

// Follows the ensemble: asks every 2.5 s while the page can be seen, and says when the agent does not answer.
const pause = 2500, timeout = 8000, historyPause = 10000;
let lastContact = null, historyAsked = 0, timer = 0, asking = false;

const get = async path => {
  const response = await fetch(path, { cache: "no-store", signal: AbortSignal.timeout(timeout) });
  if (!response.ok) throw new Error(`the agent answered ${response.status}`);
  return response.json();
};

const show = view => {
  const tone = view.quorum ? "good" : "bad";
  setTone(byId("quorum"), tone);
  setText(byId("quorum").querySelector(".sign"), signs[tone]);
  setText(byId("verdict"), view.quorum ? "Serving." : "No quorum.");
  setText(byId("sentence"), view.quorum ? view.sentence : view.sentence.replace(/^no quorum: /, ""));
  document.title = `${view.quorum ? "✓" : "✕ no quorum"} ${view.answeredBy} – ZooKeeper ensemble`;
  part("the warnings", () => showWarnings(objects(view.advice)));
  part("the members", () => showCards(view));
  part("the leaders", () => showLeaders(list(view.leaders), view.at, view.servers.map(server => server.name)));
  part("the membership", () => showMembership(view.membership));
  part("the data guard", () => showGuard(view.servers));
  part("the certificates", () => showCertificates(view.servers, Date.parse(view.at)));
  part("the backups", () => showBackup(view.servers));
  part("the advisories", () => showAdvisories(view.servers));
};

const showContact = (view, problem) => {
  document.body.classList.toggle("stale", problem !== null);
  if (problem === null) {
    byId("lost").hidden = true;
    setText(byId("contact"), `as ${view.answeredBy} sees it at ${clock(view.at)}`);
    return;
  }
  byId("lost").hidden = false;
  setText(byId("lost"), lastContact === null ? "No contact with the agent yet; this page goes on asking." : `No contact with the agent since ${clock(lastContact)}. What is below was true then. This page goes on asking.`);
  setText(byId("contact"), "no contact");
  document.title = "? no contact – ZooKeeper ensemble";
};

const showHistory = history => {
  const now = Date.parse(history.at) / 1000;
  const span = windowOf(now - Math.min(now, ...history.members.map(member => member.history?.at?.[0] ?? now)));
  for (const member of history.members) if (cards.has(member.myid)) part(`the curves of ${member.name}`, () => showCurves(cards.get(member.myid), member.history, now, span));
};

const follow = async () => {
  clearTimeout(timer);
  if (asking || document.hidden) return;
  asking = true;
  try {
    const view = await get("page/ensemble.json");
    show(view);
    lastContact = Date.now();
    showContact(view, null);
    if (Date.now() - historyAsked >= historyPause) {
      historyAsked = Date.now();
      // Curves that cannot be had say nothing about the contact: the cards are of now.
      await get("page/history.json").then(showHistory).catch(problem => console.warn("no curves:", problem));
    }
  } catch (problem) {
    showContact(null, problem);
  } finally {
    asking = false;
    timer = setTimeout(follow, pause);
  }
};

document.addEventListener("visibilitychange", follow);
addEventListener("hashchange", openRunbook);
get("page/runbook.json").then(lines => { showRunbook(lines); openRunbook(); }, () => {});
follow();

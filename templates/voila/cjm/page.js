/* What every page does before and beside its widgets: progress, the guide's fold, a sign of a lost connection. */
(() => {
  const byId = (id) => document.getElementById(id);
  const say = (text) => { byId("cjm-opening").textContent = text; };
  let failed = false;

  // Progress: the cells are four fifths of the way, the widgets' front end is the rest.
  const move = (share) => { byId("cjm-progress").style.width = `${Math.round(share * 100)}%`; };
  window.voila_heartbeat = () => {};
  window.voila_process = (done, all) => { move(0.05 + (0.75 * done) / all); };
  window.update_loading_text = window.voila_process;
  const open = () => { document.body.classList.add("is-open"); move(1); };
  const waiting = () => document.querySelectorAll('script[type="application/vnd.voila.cell-output+json"]').length;
  window.voila_finish = () => {
    move(0.85);
    failed = document.querySelector(".cjm-failed[role=alert]") !== null;
    if (failed || waiting() === 0) { open(); return; }
    say({{ head.say("Starting the forms…") | tojson }});
    const began = Date.now();
    const look = setInterval(() => {
      if (waiting() === 0) { clearInterval(look); open(); }
      else if (Date.now() - began > 45000) { clearInterval(look); say({{ head.say("This takes unusually long. Reload the page if nothing appears.") | tojson }}); }
    }, 100);
  };

  // The guide stays folded or unfolded per page, as its reader left it.
  const remember = `cjm guide ${document.body.dataset.page}`;
  const fold = () => {
    for (const guide of document.querySelectorAll(".cjm-guide:not([data-kept])")) {
      guide.dataset.kept = "";
      try { guide.open = localStorage.getItem(remember) === "open"; } catch { /* storage is closed: nothing to remember */ }
      guide.addEventListener("toggle", () => {
        try { localStorage.setItem(remember, guide.open ? "open" : "folded"); } catch { /* as above */ }
      });
    }
  };
  // A table of the guide that is wider than a phone scrolls in its place: by keys too, and is no stop where it fits.
  const scrollByKeys = () => {
    for (const table of document.querySelectorAll(".cjm-guide[open] table")) {
      if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
      else table.removeAttribute("tabindex");
    }
  };
  addEventListener("resize", scrollByKeys);
  document.addEventListener("toggle", scrollByKeys, true);
  document.addEventListener("DOMContentLoaded", fold);

  // The workshop's name comes with the widgets; it belongs in the tab's title, so that two tabs are told apart. On a
  // participant's page it stands in the bar too, with the step, which changes as the workshop goes on.
  const own = document.title;
  const where = byId("cjm-where");
  const name = () => {
    const said = document.querySelector("[data-cjm-workshop]")?.dataset;
    if (!said) return;
    const title = own.replace(/ · CJM Widgets$/, ` · ${said.cjmWorkshop} · CJM Widgets`);
    if (document.title !== title) document.title = title;
    if (!where || !said.cjmWhere || where.dataset.said === said.cjmWorkshop + said.cjmWhere) return;
    where.dataset.said = said.cjmWorkshop + said.cjmWhere;
    const step = Object.assign(document.createElement("b"), { textContent: said.cjmWhere });
    const workshop = Object.assign(document.createElement("span"), { textContent: said.cjmWorkshop, dir: "auto" });
    where.replaceChildren(step, workshop);
  };
  // A table of numbers that is wider than the screen scrolls in its place: by keys too.
  const reach = () => {
    for (const table of document.querySelectorAll(".dataframe:not([tabindex])")) table.tabIndex = 0;
  };
  // What was opened elsewhere on the page by a press asks to be looked at: it comes into sight, and the focus goes along.
  const look = () => {
    for (const heading of document.querySelectorAll("[data-cjm-look]")) {
      delete heading.dataset.cjmLook;
      heading.focus({ preventScroll: true });
      heading.scrollIntoView({ block: "start" });
    }
  };
  new MutationObserver(() => { name(); reach(); look(); }).observe(document.body, { childList: true, subtree: true });

  // On the wall: has a phone got through? If none has after a while, what to check comes in sight.
  const PATIENCE_MS = 40000;
  let phones = 0, since = 0;
  const tellReached = () => {
    const line = document.querySelector("[data-cjm-reached]");
    if (!line) { since = 0; return; }
    since ||= Date.now();
    const { none, one, some } = line.dataset;
    const text = phones === 0 ? none : phones === 1 ? one : some.replace("{n}", phones);
    if (line.textContent !== text) line.textContent = text;
    line.dataset.cjmReached = phones === 0 ? "none" : "some";
    const help = line.parentElement.querySelector(".cjm-reached-help");
    if (help) help.hidden = phones > 0 || Date.now() - since < PATIENCE_MS;
  };
  const askReached = async () => {
    if (document.visibilityState !== "visible" || !document.querySelector("[data-cjm-reached]")) return;
    try {
      const answer = await fetch("/cjm/reached", { cache: "no-store" });
      if (answer.ok) phones = (await answer.json()).phones;
    } catch { /* the badge says that there is no connection */ }
    tellReached();
  };
  if (document.body.dataset.page === "projector") {
    setInterval(askReached, 3000);
    new MutationObserver(tellReached).observe(document.body, { childList: true, subtree: true });
  }

  // Is the kit there, and this page's process? Asked every ten seconds while somebody looks. A light page knows by itself.
  if ("light" in document.body.dataset) return;
  const badge = byId("cjm-badge");
  const show = (...nodes) => { badge.replaceChildren(...nodes); badge.classList.toggle("is-shown", nodes.length > 0); };
  const kernel = () => {
    const config = byId("jupyter-config-data");
    return config ? JSON.parse(config.textContent).kernelId : null;
  };
  const ask = async () => {
    if (document.visibilityState !== "visible" || !kernel()) return;
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 8000);
    try {
      const answer = await fetch(`/cjm/alive/${kernel()}`, { cache: "no-store", signal: stop.signal });
      if (answer.status === 410 || answer.status === 403) {
        const again = document.createElement("a");
        again.href = "";
        again.textContent = {{ head.say("reload it") | tojson }};
        show({{ (head.say("This page has ended:") ~ " ") | tojson }}, again);
      } else show();
    } catch {
      show({{ head.say("No connection; trying again") | tojson }});
    } finally { clearTimeout(timer); }
  };
  setInterval(ask, 10000);
  document.addEventListener("visibilitychange", ask);
  window.addEventListener("online", ask);
  window.addEventListener("offline", ask);
})();

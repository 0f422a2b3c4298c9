/* The way in: keeps the key of whoever joins in this browser, and nowhere else. */
(() => {
  const main = document.getElementById("cjm-join");
  const { mode, workshop, code } = main.dataset;
  const says = document.getElementById("cjm-says");
  const offline = {{ head.say("The kit does not answer. Are you still in the room's network? What you typed is still here.") | tojson }};
  // Whoever leads and takes part in one browser is two people.
  const slot = (id) => (mode === "lead" ? `cjm lead ${id}` : `cjm key ${id}`);
  const kept = (id) => { try { return localStorage.getItem(slot(id)); } catch { return null; } };
  const keep = (id, key) => { try { localStorage.setItem(slot(id), key); } catch { /* storage is closed: the cookie alone brings one back */ } };
  const forget = (id) => { try { localStorage.removeItem(slot(id)); } catch { /* as above */ } };
  // crypto.randomUUID and subtle are missing over plain http; this is not.
  const fresh = () => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

  const trying = `trying ${workshop}`;
  const send = async (address, said) => {
    const answer = await fetch(address, {
      method: "POST", cache: "no-store", body: JSON.stringify(said),
      // Refusals come in the language of this page, whatever the browser would ask for.
      headers: { "Content-Type": "application/json", "Accept-Language": document.documentElement.lang },
    });
    return { fine: answer.ok, ...(await answer.json()) };
  };
  const enter = async (address, said, onRefused) => {
    says.textContent = "";
    try {
      const answer = await send(address, said);
      if (!answer.fine) { says.textContent = answer.says; onRefused?.(); return; }
      keep(answer.workshop, answer.key);
      forget(trying);
      location.replace(answer.address);
    } catch { says.textContent = offline; onRefused?.(); }
  };
  const handle = (id, act) => document.getElementById(id)?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = event.target.querySelector("button");
    button.disabled = true;
    await act(new FormData(event.target));
    button.disabled = false;
  });

  // The key is kept before it is sent: an answer that gets lost makes no second person.
  handle("cjm-enter", async (form) => {
    const name = String(form.get("name") || "").trim();
    const field = document.getElementById("cjm-name");
    if (!name) {
      says.textContent = {{ head.say("Please say your name first.") | tojson }};
      field.setAttribute("aria-invalid", "true");
      field.focus();
      return;
    }
    const key = kept(workshop) || kept(trying) || fresh();
    keep(trying, key);
    const said = { name, team: String(form.get("team") || ""), colour: String(form.get("colour") || ""), key };
    if (mode === "lead") said.link = location.hash.slice(1);
    await enter(mode === "lead" ? `/j/lead/${workshop}` : `/j/${code}`, said, () => { forget(trying); });
  });
  handle("cjm-by-code", (form) => {
    const typed = String(form.get("code") || "").toUpperCase().replace(/[^A-Z]/g, "");
    if (typed) location.assign(`/j/${typed}`);
  });
  handle("cjm-take-over", (form) => enter("/j/take-over", { code: String(form.get("once") || "") }));

  if (mode === "resume") {
    const key = kept(workshop);
    const ask = () => {
      document.getElementById("cjm-resuming").hidden = true;
      for (const hidden of main.querySelectorAll("form[hidden], details[hidden]")) hidden.hidden = false;
    };
    if (key) enter("/j/resume", { workshop, key }, () => { if (says.textContent !== offline) forget(workshop); ask(); });
    else ask();
  }
})();

// Marks open the source pane, hovering shows the quote, confirmed answers are offered while typing, and every control
// has a name. The data comes with the message or from our own server; nothing is loaded from elsewhere.
(() => {
  "use strict";
  const MARK = 'a[href^="#beleg-"]';
  const post = (text) => window.postMessage(text, window.location.origin);
  const make = (tag, values = {}) => Object.assign(document.createElement(tag), values);

  // --- marks: press opens the pane, Escape closes it and returns to the mark -------------------------------------
  // Opening and closing the pane rebuilds the conversation beside it, so a mark is remembered by place, not by node.
  let lastMark = null;
  const marksTo = (href) => [...document.querySelectorAll(MARK)].filter((mark) => mark.getAttribute("href") === href);
  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.(MARK);
    if (!mark) return;
    event.preventDefault();
    event.stopPropagation();
    hideHint();
    const href = mark.getAttribute("href");
    lastMark = { href, place: marksTo(href).indexOf(mark) };
    post("beleg:" + href.slice("#beleg-".length));
    window.setTimeout(() => focusPane(100), 100); // up to ten seconds: a busy machine opens it late
  }, true);

  const focusPane = (tries) => {
    const title = document.getElementById("side-view-title");
    if (title) { title.tabIndex = -1; title.focus({ preventScroll: true }); showQuote(10); }
    else if (tries) window.setTimeout(() => focusPane(tries - 1), 100);
  };
  const showQuote = (tries) => {
    const quoted = document.querySelector("#side-view-content .italic > .font-bold");
    if (quoted) quoted.scrollIntoView({ block: "nearest" });
    else if (tries) window.setTimeout(() => showQuote(tries - 1), 100);
  };
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    hideHint();
    const back = document.querySelector("#side-view-title button");
    if (back) back.click();
    if (lastMark && document.getElementById("side-view-title")) window.setTimeout(() => marksTo(lastMark.href)[lastMark.place]?.focus(), 150);
  });

  // --- hint: publisher, Stand and quote of a mark ---------------------------------------------------------------
  const hint = make("div", { id: "hinweis-beleg", hidden: true });
  hint.setAttribute("role", "tooltip");
  let pointedAt = null;
  const hideHint = () => { hint.hidden = true; pointedAt = null; };
  const showHint = (mark) => {
    const text = mark.dataset.hinweis;
    if (!text) return;
    pointedAt = mark;
    hint.textContent = text;
    hint.hidden = false;
    mark.setAttribute("aria-describedby", hint.id);
    const box = mark.getBoundingClientRect();
    const left = Math.min(Math.max(8, box.left), window.innerWidth - hint.offsetWidth - 8);
    const above = box.top > hint.offsetHeight + 12;
    hint.style.left = left + "px";
    hint.style.top = (above ? box.top - hint.offsetHeight - 6 : box.bottom + 6) + "px";
  };
  for (const kind of ["mouseover", "focusin"]) {
    document.addEventListener(kind, (event) => {
      const mark = event.target.closest?.(MARK);
      if (mark) showHint(mark); else if (!event.target.closest?.("#hinweis-beleg")) hideHint();
    });
  }
  // The window scrolls by itself while an answer arrives; the hint moves along as long as the mark is pointed at.
  document.addEventListener("scroll", (event) => {
    if (!pointedAt || event.target === hint) return;
    if (pointedAt.matches(":hover, :focus")) showHint(pointedAt); else hideHint();
  }, true);

  // The list of sources carries the hints as titles; the numbers in the text get theirs from there.
  const dressMarks = () => {
    let before = null;
    for (const link of document.querySelectorAll(MARK)) {
      const number = /^\d+$/.test(link.textContent.trim());
      if (number) {
        link.classList.add("beleg");
        // The same source again in the same paragraph or list is said more quietly.
        const again = before && before.getAttribute("href") === link.getAttribute("href")
          && before.closest("[role=article], p, ul") === link.closest("[role=article], p, ul");
        link.classList.toggle("wieder", Boolean(again));
        before = link;
      }
      if (link.title) { link.dataset.hinweis = link.title; link.dataset.titel = link.textContent; link.removeAttribute("title"); }
      const source = number && !link.dataset.hinweis && /^#beleg-\w+-\d+$/.test(link.getAttribute("href"))
        ? document.querySelector(`a[href="${link.getAttribute("href")}"][data-titel]`) : null;
      if (source) { link.dataset.hinweis = source.dataset.hinweis; link.dataset.quelle = source.dataset.titel; }
      if (number) setName(link, "Beleg " + link.textContent.trim() + (link.dataset.quelle ? ": " + link.dataset.quelle : ""));
      link.removeAttribute("target");
    }
  };

  // --- names for controls that Chainlit leaves without one --------------------------------------------------------
  const BY_ID = {
    "sidebar-trigger-button": "Verlauf ein- oder ausblenden", "new-chat-button": "Neues Gespräch", "search-chats-button": "In Gesprächen suchen",
    "chat-submit": "Frage senden", "stop-button": "Antwort abbrechen", "chat-settings-open-modal": "Mein Rathaus: Einstellungen",
    "user-nav-button": "Konto", "theme-toggle": "Helle oder dunkle Darstellung", "readme-button": "Anleitung", "chat-input": "Ihre Frage",
  };
  const BY_ICON = {
    "lucide-copy": "Antwort kopieren", "lucide-thumbs-up": "Hilfreich", "lucide-thumbs-down": "Nicht hilfreich", "lucide-arrow-left": "Fundstelle schließen",
    "lucide-arrow-down": "Zum Ende springen", "lucide-chevron-left": "Vorherige Seite", "lucide-chevron-right": "Nächste Seite", "lucide-zoom-in": "Vergrößern",
    "lucide-zoom-out": "Verkleinern", "lucide-printer": "PDF drucken", "lucide-download": "PDF herunterladen", "lucide-eye": "Passwort zeigen",
    "lucide-eye-off": "Passwort verbergen", "lucide-search": "In Gesprächen suchen", "lucide-ellipsis": "Gespräch verwalten", "lucide-x": "Schließen",
    "lucide-message-circle": "Rückmeldung bearbeiten",
  };
  const setName = (node, name) => { if (node.getAttribute("aria-label") !== name) node.setAttribute("aria-label", name); };
  const nameControls = () => {
    for (const [id, name] of Object.entries(BY_ID)) { const node = document.getElementById(id); if (node) setName(node, name); }
    for (const icon of document.querySelectorAll("button:not([aria-label]) > svg, a:not([aria-label]) > svg")) {
      const control = icon.parentElement;
      const known = Object.keys(BY_ICON).find((name) => icon.classList.contains(name));
      if (known && !control.textContent.trim()) setName(control, BY_ICON[known]);
    }
    for (const node of document.querySelectorAll("div#thread-options[aria-haspopup]:not([role])")) { node.setAttribute("role", "button"); setName(node, "Gespräch verwalten"); }
    // Chainlit's history is a list that holds headings and further lists; a group may do that, a list may not.
    for (const list of document.querySelectorAll('ul[data-sidebar="menu"]:not([role])')) {
      if ([...list.children].some((child) => child.tagName !== "LI")) list.setAttribute("role", "group");
    }
    for (const rail of document.querySelectorAll('button[data-sidebar="rail"]')) { setName(rail, "Verlauf ein- oder ausblenden"); rail.removeAttribute("title"); }
    for (const handle of document.querySelectorAll("[data-resize-handle]")) {
      setName(handle, "Breite der Fundstelle");
      const panel = handle.getAttribute("aria-controls");
      if (panel && !document.getElementById(panel)) handle.removeAttribute("aria-controls");
    }
    for (const image of document.querySelectorAll('img[alt="logo"]')) image.alt = "Lotsenwissen";
    for (const image of document.querySelectorAll('img[alt="Image"]')) image.alt = "";
  };
  // Chainlit says these in English whatever the language.
  const TOASTS = [["Couldn't resume chat", "Dieses Gespräch lässt sich nicht öffnen."], ["Unauthorized", "Bitte melden Sie sich noch einmal an."],
    ["Not Found", "Das gibt es nicht oder nicht mehr."], ["Failed to fetch", "Der Server ist gerade nicht erreichbar."]];
  const translateToasts = () => {
    document.body.classList.toggle("anmeldung", window.location.pathname.startsWith("/login"));
    for (const title of document.querySelectorAll("[data-sonner-toast] [data-title]")) {
      const known = TOASTS.find(([english]) => title.textContent.startsWith(english));
      if (known) title.textContent = known[1];
    }
  };
  const KINDS = ["Gesetz", "Leitfaden", "Komponente", "Erfahrungsbericht", "vom Lotsen bestätigt", "gültig", "läuft aus", "abgelaufen", "noch nicht gültig"];
  const dressBadges = () => {
    for (const code of document.querySelectorAll(".prose code:not([data-kennzeichen])")) {
      if (KINDS.includes(code.textContent)) code.dataset.kennzeichen = code.textContent;
    }
  };

  // --- spoken: what has arrived ---------------------------------------------------------------------------------
  const spoken = make("div", { className: "nur-vorlesen" });
  spoken.setAttribute("role", "status");
  const told = new Set();
  const announce = () => {
    if (document.getElementById("stop-button")) return;
    const answers = document.querySelectorAll('[data-step-type="assistant_message"]');
    const last = answers[answers.length - 1];
    const key = last?.querySelector("[id^=step-]")?.id;
    if (!key || told.has(key)) return;
    told.add(key);
    spoken.textContent = "Antwort: " + last.innerText.slice(0, 600);
  };

  // --- how far the answer is: seen every second, spoken only when the step or the place in the queue changes --------
  const progress = make("p", { id: "fortschritt", hidden: true });
  let spokenStep = "";
  const showProgress = (step, text) => {
    const composer = document.getElementById("message-composer");
    progress.hidden = !text || !composer;
    if (progress.hidden) { spokenStep = ""; return; }
    if (progress.nextElementSibling !== composer) composer.insertAdjacentElement("beforebegin", progress);
    progress.textContent = text;
    if (step !== spokenStep) { spokenStep = step; spoken.textContent = text; }
  };
  window.addEventListener("message", (event) => {
    const told = event.origin === window.location.origin && typeof event.data === "string" && /^fortschritt:(?:([^|]*)\|(.*))?$/.exec(event.data);
    if (told) showProgress(told[1] || "", told[2] || "");
  });

  // --- the address of the conversation, which Chainlit forgets on phones: reloading must not lose it ---------------
  window.addEventListener("message", (event) => {
    const thread = event.origin === window.location.origin && typeof event.data === "string" && /^gespraech:([\w-]{36})$/.exec(event.data);
    if (!thread) return;
    window.setTimeout(() => {
      if (window.location.pathname === "/") window.history.replaceState(window.history.state, "", "/thread/" + thread[1]);
    }, 1500);
  });

  // --- the next question of the guide: nothing was typed, so Chainlit does not scroll to it ------------------------
  window.addEventListener("message", (event) => {
    if (event.origin !== window.location.origin || event.data !== "leitfaden:weiter") return;
    window.setTimeout(() => {
      const steps = document.querySelectorAll('[data-step-type="assistant_message"]');
      if (steps.length) steps[steps.length - 1].scrollIntoView({ block: "center" });
    }, 300);
  });

  // --- what kind of answers to expect -----------------------------------------------------------------------------
  let state = "";
  let care = "";
  const showCare = () => {
    const beside = document.getElementById("readme-button");
    if (!care || !beside || document.getElementById("zur-pflege")) return;
    beside.insertAdjacentElement("beforebegin", make("a", { id: "zur-pflege", href: care, textContent: "Pflege" }));
  };
  let asking = false;
  const showState = () => {
    const lines = document.querySelectorAll(".watermark, #welcome-screen");
    if (!lines.length) return;
    if (state) { for (const line of lines) if (line.dataset.lage !== state) line.dataset.lage = state; return; }
    if (asking) return;
    asking = true;
    fetch("/lage", { headers: { accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((found) => { if (found) { state = found.notice; care = found.care; showState(); } })
      .catch(() => undefined)
      .finally(() => window.setTimeout(() => { asking = false; }, 5000));
  };

  // --- confirmed answers while typing -----------------------------------------------------------------------------
  const offers = make("div", { id: "bestaetigte", hidden: true });
  offers.setAttribute("role", "group");
  offers.setAttribute("aria-label", "Bestätigte Antworten");
  let timer = 0;
  let asked = "";
  const clearInput = () => {
    const field = document.getElementById("chat-input");
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set.call(field, "");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const choose = (document_) => { post("bestaetigt:" + document_); clearInput(); showOffers([]); };
  const showOffers = (found) => {
    const composer = document.getElementById("message-composer");
    offers.hidden = !found.length || !composer;
    if (offers.hidden) return;
    if (offers.nextElementSibling !== composer) composer.insertAdjacentElement("beforebegin", offers);
    offers.replaceChildren(make("span", { textContent: "Schon vom Lotsen bestätigt:" }), ...found.map((one) => {
      const button = make("button", { type: "button", textContent: one.title });
      button.addEventListener("click", () => choose(one.document));
      return button;
    }));
    spoken.textContent = found.length === 1 ? "Eine bestätigte Antwort passt." : found.length + " bestätigte Antworten passen.";
  };
  const askForOffers = (typed) => {
    asked = typed;
    fetch("/vorschlaege?frage=" + encodeURIComponent(typed.slice(0, 500)), { headers: { accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : []))
      .then((found) => { if (asked === typed) showOffers(found); })
      .catch(() => showOffers([]));
  };
  document.addEventListener("input", (event) => {
    if (event.target.id !== "chat-input") return;
    const typed = event.target.value.trim();
    window.clearTimeout(timer);
    asked = "";
    if (typed.length < 12) { showOffers([]); return; }
    timer = window.setTimeout(() => askForOffers(typed), 300);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.id === "chat-input") { asked = ""; window.clearTimeout(timer); showOffers([]); } });

  // --- the empty window shows first questions, not only topics ----------------------------------------------------
  let welcomed = null;
  const openTopic = () => {
    const starters = document.getElementById("starters");
    if (!starters || starters === welcomed) return;
    const topic = starters.querySelector("button");
    if (topic) { welcomed = starters; topic.click(); }
  };

  // --- keep up with the page ----------------------------------------------------------------------------------
  let planned = false;
  const refresh = () => { planned = false; dressMarks(); nameControls(); dressBadges(); translateToasts(); announce(); showState(); showCare(); openTopic(); };
  const begin = () => {
    document.body.append(hint, spoken);
    new MutationObserver(() => { if (!planned) { planned = true; requestAnimationFrame(refresh); } })
      .observe(document.body, { childList: true, subtree: true, characterData: true });
    refresh();
  };
  if (document.body) begin(); else document.addEventListener("DOMContentLoaded", begin);
})();

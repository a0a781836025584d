// What the page does beyond forms: judges as you type, shows places, takes dropped files, copies, shares and prints.
"use strict";
(() => {
  const root = document.documentElement, said = document.body.dataset, desk = document.getElementById("desk");
  const WAIT = 250, RETRIES = 5, LONGEST_LINK = 16000, FIELDS = ["jurisdiction", "medium", "day", "hour", "election"];
  const find = (id) => document.getElementById(id);
  root.classList.add("js");
  root.classList.toggle("touch", navigator.maxTouchPoints > 0);

  // --- judging without leaving the page
  let timer = 0, running = null, tries = 0;
  const state = (text) => { const node = desk && desk.querySelector(".state"); if (node && node.textContent !== text) node.textContent = text; };

  const put = (node, html) => {
    if (!node || node.dataset.shown === html) return;
    const active = node.contains(document.activeElement) ? document.activeElement : null;
    const key = active && (active.id || (active.name && `[name="${CSS.escape(active.name)}"]`));
    const wasQuestion = active && active.closest(".question"), wasKnown = node.querySelector("#known-block[open]");
    node.innerHTML = html;  // made by our own templates, which escape every word of an ad
    node.dataset.shown = html;
    const block = node.querySelector("#known-block");
    if (wasKnown && block) block.open = true;
    if (wasQuestion) (node.querySelector(".question button, .question input, .question select") || find("verdict")).focus({preventScroll: true});
    else if (key) { const again = active.id ? find(active.id) : node.querySelector(key); if (again) again.focus({preventScroll: true}); }
  };

  const show = (made) => {
    put(find("sheet"), made.html);
    put(find("known"), made.known);
    chip();
  };

  async function judge(submitter) {
    clearTimeout(timer);
    if (running) running.abort();
    const mine = running = new AbortController();
    const form = new URLSearchParams();
    for (const [name, value] of new FormData(desk, submitter)) if (typeof value === "string") form.append(name, value);
    state(said.working);
    desk.parentElement.classList.add("busy");
    try {
      const answer = await fetch(desk.dataset.live, {method: "POST", body: form, headers: {Accept: "application/json"}, signal: mine.signal});
      if (answer.status === 403) {
        const token = (await answer.json()).csrf;
        if (token && tries++ < 2) { desk.elements.csrf.value = token; return judge(submitter); }
        return done(said.again);
      }
      const after = Number(answer.headers.get("Retry-After"));
      if (after && tries++ < RETRIES) {
        state(said.busy);
        timer = setTimeout(() => judge(submitter), Math.min(after, 10) * 1000);
        return;
      }
      if (!answer.ok) return refused(answer.status, after);
      const made = await answer.json();
      if (mine !== running) return;
      tries = 0;
      const text = find("text");
      if (text && submitter && submitter.name === "mend") { rewrite(text, made.text); clearTimeout(timer); }
      show(made);
      done("");
    } catch (error) {
      if (error.name !== "AbortError") done(said.offline);
    }
  }
  const refused = (status, after) => {
    done({403: said.again, 413: said.tooLarge, 503: !after && said.heavy}[status] || said.offline);
    if (status !== 401) return;
    const link = Object.assign(document.createElement("a"), {href: "/login", target: "_blank", textContent: said.loggedOut});
    desk.querySelector(".state").replaceChildren(link);  // what was typed stays here
  };
  const rewrite = (field, text) => {  // as if it were typed, so that it can be taken back
    field.focus();
    field.select();
    if (!document.execCommand("insertText", false, text)) field.value = text;
    field.setSelectionRange(0, 0);
  };
  const done = (text) => { state(text); desk.parentElement.classList.remove("busy"); };
  const soon = () => { clearTimeout(timer); tries = 0; timer = setTimeout(judge, WAIT); };

  // --- files
  function send(files) {
    const box = desk.querySelector(".sending"), bar = box.querySelector("progress"), request = new XMLHttpRequest();
    const form = new FormData(desk);
    form.delete("files");
    form.delete("text");
    for (const file of files) form.append("files", file);
    box.hidden = false;
    bar.value = 0;
    state(said.sending);
    request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = 100 * event.loaded / event.total; };
    request.onload = () => {
      let made = {};
      try { made = JSON.parse(request.responseText); } catch { /* told below */ }
      if (request.status === 200 && made.url) { location.assign(made.url); return; }
      box.hidden = true;
      refused(request.status, request.getResponseHeader("Retry-After"));
    };
    request.onerror = () => { box.hidden = true; state(said.offline); };
    request.onabort = () => { box.hidden = true; state(""); for (const input of desk.querySelectorAll("[type=file]")) input.value = ""; };
    box.querySelector("[data-cancel]").onclick = () => request.abort();
    request.open("POST", desk.getAttribute("action"));
    request.setRequestHeader("Accept", "application/json");
    request.send(form);
  }

  if (desk && desk.dataset.live) {
    const text = find("text");
    if (text) text.addEventListener("input", soon);
    document.addEventListener("change", (event) => {
      const field = event.target;
      if (field.type === "file" && field.form === desk) { if (field.files.length) send(field.files); return; }
      if (field.closest("#known")) judge();
    });
    desk.addEventListener("submit", (event) => {
      const by = event.submitter;
      if (by && (by.hasAttribute("formaction") || by.name === "to")) return;
      const files = [...desk.querySelectorAll("[type=file]")].flatMap((input) => [...input.files]);
      event.preventDefault();
      if (files.length) send(files); else judge(by);
    });
    const paper = desk.querySelector(".paper");
    if (paper) {
      const holds = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
      addEventListener("dragover", (event) => { if (holds(event)) { event.preventDefault(); paper.classList.add("over"); } });
      addEventListener("dragleave", (event) => { if (!event.relatedTarget) paper.classList.remove("over"); });
      addEventListener("drop", (event) => {
        if (!holds(event)) return;
        event.preventDefault();
        paper.classList.remove("over");
        if (event.dataTransfer.files.length) send(event.dataTransfer.files);
      });
      addEventListener("paste", (event) => { if (event.clipboardData && event.clipboardData.files.length) { event.preventDefault(); send(event.clipboardData.files); } });
    }
  }

  // --- places: the words of a finding, and the finding of words
  const light = (number, on) => { for (const node of document.querySelectorAll(`[data-n="${CSS.escape(number)}"]`)) node.classList.toggle("lit", on); };
  for (const [begin, end] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(begin, (event) => { const node = event.target.closest("[data-n]"); if (node) light(node.dataset.n, true); });
    document.addEventListener(end, (event) => { const node = event.target.closest("[data-n]"); if (node) light(node.dataset.n, false); });
  }
  const letters = (text, count) => [...text].slice(0, count).join("").length;  // code points to what the field counts in

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button, a");
    if (!button) return;
    if (button.matches("a[href^='#']")) { const goal = find(button.getAttribute("href").slice(1)); if (goal) goal.focus({preventScroll: true}); }
    if (button.dataset.edit) {
      const text = find("text");
      text.focus();
      text.setSelectionRange(letters(text.value, Number(button.dataset.edit)), letters(text.value, Number(button.dataset.end)));
      text.scrollIntoView({block: "center"});
    }
    if ("print" in button.dataset) print();
    if ("share" in button.dataset) share();
    if (button.dataset.copy) copy(button, find(button.dataset.copy));
  });

  async function copy(button, field) {
    const word = button.textContent;
    try { await navigator.clipboard.writeText(field.value); button.textContent = said.copied; }
    catch { field.focus(); field.select(); button.textContent = document.execCommand("copy") ? said.copied : said.copyFailed; }
    setTimeout(() => { button.textContent = word; }, 2500);
  }

  // --- a link that has the ad in it: behind the sign #, which browsers keep to themselves
  const through = async (bytes, stream) => new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
  const coded = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
  const decoded = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

  async function share() {
    const held = {text: find("text").value};
    for (const [name, value] of new FormData(desk)) {
      if (typeof value === "string" && value && (FIELDS.includes(name) || name.startsWith("fact."))) held[name] = value;
    }
    const packed = coded(await through(new TextEncoder().encode(JSON.stringify(held)), new CompressionStream("deflate-raw")));
    const box = document.querySelector(".shared"), field = find("share-link");
    if (packed.length > LONGEST_LINK) { state(said.tooLong); return; }
    field.value = `${location.origin}/?lang=${root.lang}#ad=${packed}`;
    box.hidden = false;
    field.focus();
    field.select();
  }

  async function open(packed) {
    try {
      const held = JSON.parse(new TextDecoder().decode(await through(decoded(packed), new DecompressionStream("deflate-raw"))));
      find("text").value = String(held.text || "").slice(0, find("text").maxLength);
      for (const [name, value] of Object.entries(held)) {
        if (!FIELDS.includes(name) && !name.startsWith("fact.")) continue;
        let field = desk.elements[name];
        if (!field) { field = document.createElement("input"); field.type = "hidden"; field.name = name; find("known").append(field); }
        field.value = String(value);
      }
    } catch { state(said.cut); return; }
    judge();
  }
  if (desk && find("text") && location.hash.startsWith("#ad=")) {
    const packed = location.hash.slice(4);
    history.replaceState(null, "", location.pathname + location.search);
    open(packed);
  } else if (desk && find("text") && find("text").value.trim() && !find("sheet").querySelector("[data-verdict]")) judge();

  // --- files being read
  const files = find("files");
  async function follow() {
    try {
      const answer = await fetch(`${files.dataset.poll}?lang=${root.lang}`, {headers: {Accept: "application/json"}});
      if (answer.status === 401) { location.reload(); return; }
      const made = await answer.json();
      if (made.url) { location.replace(made.url); return; }
      if (made.html) {
        const held = files.contains(document.activeElement) && document.activeElement.textContent;
        files.innerHTML = made.html;  // made by our own templates
        const again = held && [...files.querySelectorAll("button")].find((button) => button.textContent === held);
        if (again) again.focus();
      }
      if (made.done) { files.removeAttribute("data-poll"); return; }
    } catch { /* asked again */ }
    setTimeout(follow, 700);
  }
  if (files && files.dataset.poll) setTimeout(follow, 300);

  // --- on a phone the verdict stays in sight
  const mark = document.createElement("a");
  mark.className = "chip";
  mark.href = "#verdict";
  find("main").append(mark);
  const seen = "IntersectionObserver" in window && new IntersectionObserver((entries) => mark.classList.toggle("shown", !!mark.textContent && !entries[entries.length - 1].isIntersecting));
  function chip() {
    const verdict = document.querySelector("#verdict[data-verdict]");
    mark.textContent = verdict ? `${verdict.querySelector("[role=status]").textContent} ↓` : "";
    mark.classList.remove("shown");
    if (!seen) return;
    seen.disconnect();
    if (verdict) seen.observe(verdict);
  }
  chip();
})();

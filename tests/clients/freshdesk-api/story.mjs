// What freshdesk-api does with a fake, told as JSON: a scene for each part of the API.
import { createReadStream } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import Freshdesk from "freshdesk-api";

const ask = (client) => (method, ...args) => promisify(client[method].bind(client))(...args);
const desk = ask(new Freshdesk(process.env.FAUXDESK_URL, "fd-local-key"));
const names = (records) => records.map((record) => record.name);

/** The status with which a request is refused, and its words. */
async function refusal(asked) {
  try {
    await asked;
  } catch (refused) {
    return [refused.status, refused.message];
  }
  return "not refused";
}

/** The codes of what is wrong with a request, each by the attribute it is about. */
async function faults(asked) {
  try {
    await asked;
  } catch (refused) {
    return Object.fromEntries(refused.data.errors.map(({ field, code }) => [field, code]));
  }
  return "not refused";
}

async function contacts() {
  const ann = await desk("createContact", { name: "Ann", email: "ann+a@x.io", tags: ["vip"] });
  const changed = await desk("updateContact", ann.id, { custom_fields: { plan: "gold" } });
  const told = {
    made: [ann.email, ann.tags],
    changed: changed.custom_fields.plan,
    shown: (await desk("getContact", ann.id)).name,
    "by email": names(await desk("listAllContacts", { email: "ann+a@x.io" })),
    fields: names(await desk("listAllContactFields")).includes("plan"),
    taken: await faults(desk("createContact", { name: "Ann", email: "ann+a@x.io" })),
  };
  const agent = await desk("makeAgent", ann.id);
  const bob = await desk("createContact", { name: "Bob", mobile: "1" });
  await desk("deleteContact", bob.id);
  return {
    ...told,
    agent: [agent.agent.id === ann.id, await refusal(desk("updateContact", ann.id, { name: "A" }))],
    deleted: (await desk("getContact", bob.id)).deleted,
    again: (await refusal(desk("deleteContact", bob.id)))[0],
  };
}

async function companies() {
  const acme = await desk("createCompany", { name: "Acme Corporation", domains: ["acme.io"] });
  const changed = await desk("updateCompany", acme.id, { industry: "Automotive" });
  const told = {
    made: acme.domains,
    changed: changed.industry,
    suggested: names((await desk("searchCompany", { name: "corp" })).companies),
    listed: names(await desk("listAllCompanies", {})),
    fields: names(await desk("listAllCompanyFields")).includes("employees"),
    taken: await faults(desk("createCompany", { name: "Acme Corporation" })),
    refused: await faults(desk("updateCompany", acme.id, { industry: "Technology" })),
  };
  await desk("deleteCompany", acme.id);
  return { ...told, gone: await refusal(desk("getCompany", acme.id)) };
}

async function search() {
  await desk("createContact", { name: "Cyd", email: "cyd@y.io", custom_fields: { plan: "gold" } });
  await desk("createCompany", { name: "Initech", custom_fields: { employees: 3 } });
  await desk("createTicket", { subject: "Found", email: "cyd@y.io", status: 2, priority: 4 });
  const found = await desk("filterTickets", "priority:4 OR status:9", 1);
  return {
    contacts: names((await desk("filterContacts", "email:'cyd@y.io' AND plan:'gold'")).results),
    companies: names((await desk("filterCompanies", "employees:3")).results),
    tickets: found.results.map((ticket) => ticket.subject),
    "unknown key": (await refusal(desk("filterCompanies", "name:'Initech'")))[0],
    "page 11": (await refusal(desk("filterTickets", "priority:4", 11)))[0],
  };
}

/** The client tells of a page whether it is the last one, by the link that is not there. */
async function pages() {
  for (let n = 100; n < 360; n += 1) {
    await desk("createContact", { name: `P${n}`, email: `p${n}@pages.io` });
  }
  const client = new Freshdesk(process.env.FAUXDESK_URL, "fd-local-key");
  const page = (params) =>
    new Promise((told, failed) => {
      client.listAllContacts(params, (error, rows, extra) =>
        error ? failed(error) : told([rows.length, extra.pageIsLast, extra.requestId.length]),
      );
    });
  const whole = [];
  for (let number = 1; number <= 3; number += 1) {
    whole.push(...(await desk("listAllContacts", { page: number, per_page: 100 })));
  }
  const since = await desk("filterContacts", "created_at:>'2013-01-07'");
  return {
    first: await page({}),
    second: await page({ page: 2, per_page: 100 }),
    last: await page({ page: 3, per_page: 100 }),
    whole: new Set(whole.map((contact) => contact.id)).size,
    found: [since.total, since.results.length],
    "too many": await faults(desk("listAllContacts", { per_page: 101 })),
  };
}

async function tickets() {
  const help = { subject: "Help", description: "<p>It broke</p>", email: "dan@y.io", status: 2 };
  const nameless = { ...help, priority: 1, attachments: [Buffer.from("It broke")] };
  const file = createReadStream(fileURLToPath(import.meta.url));
  const made = await desk("createTicket", { ...help, priority: 1, attachments: [file] });
  const reply = await desk("createReply", made.id, { body: "Mended" });
  const note = await desk("createNote", made.id, { body: "Easy" });
  const reworded = await desk("updateConversation", note.id, { body: "Hard" });
  const said = await desk("listAllConversations", made.id);
  await desk("deleteConversation", note.id);
  const changed = await desk("updateTicket", made.id, { status: 4 });
  await desk("deleteTicket", made.id);
  const refused = await refusal(desk("updateTicket", made.id, { status: 2 }));
  const deleted = await desk("listAllTickets", { filter: "deleted" });
  await desk("restoreTicket", made.id);
  return {
    made: [made.subject, made.status, made.description_text, made.attachments.length],
    "no file": await faults(desk("createTicket", nameless)),
    said: [reply.body, note.private, reworded.body, said.length],
    left: (await desk("listAllConversations", made.id)).length,
    changed: changed.status,
    deleted: [deleted.length, refused],
    restored: (await desk("getTicket", made.id)).subject,
  };
}

async function errors() {
  const stranger = ask(new Freshdesk(process.env.FAUXDESK_URL, "wrong"));
  const agent = ask(new Freshdesk(process.env.FAUXDESK_URL, "fd-agent-key"));
  return {
    me: (await desk("currentAgent")).contact.email,
    languages: (await desk("getSettings")).primary_language,
    "wrong key": (await refusal(stranger("listAllContacts", {})))[0],
    "no admin": (await refusal(agent("listAllContactFields")))[0],
    unknown: await refusal(desk("getContact", 72999999999)),
    missing: await faults(desk("createContact", { email: "e@y.io" })),
    mistyped: await faults(desk("createContact", { name: "E", email: "e@y.io", tags: "vip" })),
    unbuilt: (await refusal(desk("listAllRoles")))[0],
  };
}

/** The list of contacts has a limit of its own, which an Enterprise account meets at 200. */
async function limits() {
  for (let n = 0; n < 201; n += 1) {
    try {
      await desk("listAllContacts", { per_page: 1 });
    } catch (refused) {
      return [refused.status, refused.retryAfter > 0 && refused.retryAfter <= 60];
    }
  }
  return "not refused";
}

const told = {};
for (const scene of [contacts, companies, search, pages, tickets, errors, limits]) {
  told[scene.name] = await scene();
}
console.log(JSON.stringify(told));

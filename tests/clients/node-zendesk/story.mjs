// What node-zendesk does with a fake, told as JSON: a scene for each part of the API.
import zendesk from "node-zendesk";

const client = (username, token) =>
  zendesk.createClient({
    endpointUri: `${process.env.FAUXDESK_URL}/api/v2`,
    username,
    token,
    throwOriginalException: true,
  });
const desk = client("admin@acme.example", "zd-local-token");
const names = (records) => records.map((record) => record.name);
const range = (from, to) => Array.from({ length: to - from }, (_, n) => from + n);

/** The status with which a request is refused. */
async function refusal(asked) {
  try {
    await asked;
  } catch (refused) {
    return refused.statusCode;
  }
  return "not refused";
}

/** A job when it has ended. */
async function finished(started) {
  const { id } = started.result.job_status ?? started.result;
  return desk.jobstatuses.watch(id, 20);
}

async function users() {
  const ann = (await desk.users.createOrUpdate({ user: { name: "Ann", email: "ann@x.io" } })).result;
  const changed = await desk.users.update(ann.id, { user: { name: "Ann B", external_id: "u1" } });
  const bob = (await desk.users.create({ user: { name: "Bob" } })).result;
  const many = await desk.users.showMany(`${bob.id},${ann.id}`);
  return {
    me: (await desk.users.me()).result.email,
    made: ann.email,
    changed: changed.result.name,
    found: names(await desk.users.search({ query: "ann@x.io" })),
    "by external_id": names(await desk.users.search({ external_id: "U1" })),
    many: names(many.result),
    merged: (await desk.users.merge(bob.id, ann.id)).result.name,
    deleted: (await desk.users.delete(ann.id)).response.status,
    taken: await refusal(desk.users.create({ user: { name: "A", email: "admin@acme.example" } })),
  };
}

async function identities() {
  const eve = (await desk.users.create({ user: { name: "Eve", email: "eve@x.io" } })).result;
  const made = (await desk.useridentities.create(eve.id, { type: "email", value: "eve@y.io" })).result;
  const other = (await desk.useridentities.create(eve.id, { type: "twitter", value: "eve" })).result;
  const renamed = await desk.useridentities.update(eve.id, other.id, { identity: { value: "eva" } });
  await desk.useridentities.delete(eve.id, other.id);
  await desk.useridentities.makePrimary(eve.id, made.id);
  await desk.useridentities.verify(eve.id, made.id);
  const shown = (await desk.useridentities.show(eve.id, made.id)).result;
  const asked = (await desk.useridentities.requestVerification(eve.id, made.id)).response.status;
  const [first, second] = await desk.useridentities.list(eve.id);
  await desk.useridentities.delete(eve.id, [first, second].find((each) => !each.primary).id);
  const left = await desk.useridentities.list(eve.id);
  return {
    made: [made.value, made.primary, made.verified],
    renamed: renamed.result.value,
    shown: [shown.value, shown.primary, shown.verified],
    asked,
    left: left.map((each) => [each.value, each.primary, each.verified]),
  };
}

async function organizations() {
  const asked = { organization: { name: "LA Lakers", external_id: "o1" } };
  const lakers = (await desk.organizations.create(asked)).result;
  const again = await desk.organizations.createOrUpdate({ organization: { external_id: "O1", notes: "n" } });
  const kobe = (await desk.users.create({ user: { name: "Kobe", email: "kobe@lakers.com" } })).result;
  const pair = { user_id: kobe.id, organization_id: lakers.id };
  const linked = await desk.organizationmemberships.create(pair);
  return {
    one: again.result.id === lakers.id,
    linked: linked.result.organization_membership?.default ?? linked.result.default,
    again: await refusal(desk.organizationmemberships.create(pair)),
    members: names(await desk.users.listByOrganization(lakers.id)),
    "by external_id": names(await desk.organizations.search("O1")),
    autocomplete: names(await desk.organizations.autocomplete({ name: "la" })),
    related: (await desk.organizations.related(lakers.id)).result.organization_related,
    deleted: (await desk.organizations.delete(lakers.id)).response.status,
    gone: await refusal(desk.organizations.show(lakers.id)),
  };
}

async function memberships() {
  const jim = (await desk.users.create({ user: { name: "Jim", email: "jim@x.io" } })).result;
  const asked = ["Nets", "Suns"].map((name) => ({ name }));
  const made = await finished(await desk.organizations.createMany({ organizations: asked }));
  const [nets, suns] = made.results.map(({ id }) => id);
  await desk.organizationmemberships.createByUser(jim.id, { user_id: jim.id, organization_id: nets });
  const second = [{ user_id: jim.id, organization_id: suns }];
  const job = await finished(await desk.organizationmemberships.createMany(second));
  const [, other] = await desk.organizationmemberships.listByUser(jim.id);
  await desk.organizationmemberships.makeDefault(jim.id, other.id);
  const both = await desk.organizationmemberships.listByUser(jim.id);
  const shown = (await desk.organizationmemberships.showByUser(jim.id, other.id)).result;
  await desk.organizationmemberships.deleteByUser(jim.id, other.id);
  const gone = await desk.organizationmemberships.deleteMany([both[1].id]);
  await finished(gone);
  return {
    job: job.status,
    both: both.map((each) => [each.organization_id === suns, each.default]),
    shown: (shown.organization_membership ?? shown).default,
    left: (await desk.organizationmemberships.listByUser(jim.id)).length,
    members: (await desk.organizationmemberships.listByOrganization(suns)).length,
  };
}

async function search() {
  const { result } = await desk.search.query("type:user kobe@lakers.com");
  const exported = await desk.search.exportResults("kobe", "user");
  return { found: names(result), kind: result[0].result_type, exported: names(exported) };
}

async function pages() {
  const jobs = [];
  for (const [from, to] of [[0, 100], [100, 200], [200, 260]]) {
    const asked = range(from, to).map((n) => ({ name: `Page ${n}`, email: `${n}@page.io` }));
    jobs.push(await finished(await desk.users.createMany({ users: asked })));
  }
  const found = names(await desk.users.search({ query: "page.io" }));
  const listed = names(await desk.users.list()).filter((name) => name.startsWith("Page "));
  return {
    jobs: jobs.map((job) => [job.status, job.results.length]),
    numbered: [found.length, new Set(found).size],
    listed: [listed.length, new Set(listed).size],
    "too many": await refusal(desk.users.createMany({ users: range(0, 101).map(() => ({ name: "A" })) })),
  };
}

async function jobs() {
  const asked = [1, 2].map((n) => ({ name: `Job ${n}`, email: `${n}@job.io`, external_id: `j${n}` }));
  const made = await finished(await desk.users.createOrUpdateMany({ users: asked }));
  const ids = made.results.map(({ id }) => id);
  // With fewer than three arguments the client would send the ids as the body.
  const updated = await finished(await desk.users.updateMany(ids, { user: { notes: "n" } }, null));
  const notes = (await desk.users.showMany(ids.join(","))).result.map((user) => user.notes);
  const taken = [{ name: "Job 3", email: "1@job.io" }];
  const failed = await finished(await desk.users.createMany({ users: taken }));
  const deleted = await finished(await desk.users.destroyMany(ids, null, null));
  const teams = [{ name: "Team 1" }, { name: "Team 2" }];
  const { results } = await finished(await desk.organizations.createMany({ organizations: teams }));
  const changes = results.map(({ id }) => ({ id, notes: "n" }));
  const changed = await finished(await desk.organizations.updateMany({ organizations: changes }));
  const there = names(await desk.organizations.list()).length;
  await finished(await desk.organizations.bulkDelete(results.map(({ id }) => id)));
  const shown = (await desk.jobstatuses.showMany([made.id, deleted.id])).result;
  return {
    updated: updated.results.map((each) => [each.status, each.success]),
    notes,
    failed: [failed.status, failed.results.map((each) => Boolean(each.error))],
    deleted: [deleted.status, deleted.results.length],
    left: names(await desk.users.search({ query: "job.io" })),
    teams: [changed.status, there, names(await desk.organizations.list()).length],
    shown: (shown.job_statuses ?? shown).map((each) => each.status),
    unknown: await refusal(desk.jobstatuses.show(`V3-${"0".repeat(32)}`)),
  };
}

async function fields() {
  const tier = { key: "tier", title: "Tier", type: "dropdown", custom_field_options: [{ name: "Gold", value: "gold" }] };
  const made = (await desk.userfields.create({ user_field: tier })).result;
  const option = { custom_field_option: { name: "Silver", value: "silver" } };
  await desk.userfields.createOrUpdateOption(made.id, option);
  await desk.userfields.update(made.id, { user_field: { title: "Level" } });
  const flo = (await desk.users.create({ user: { name: "Flo", user_fields: { tier: "silver" } } })).result;
  return {
    made: [made.type, made.custom_field_options.length],
    changed: (await desk.userfields.show(made.id)).result.title,
    value: [flo.user_fields.tier, flo.tags],
    options: await options(made.id),
    site: await site(),
    kept: (await desk.userfields.list()).map((field) => field.key),
    deleted: (await desk.userfields.delete(made.id)).response.status,
  };
}

/** The options of a field before and after one goes. */
async function options(id) {
  const values = async () => {
    const { result } = await desk.userfields.listOptions(id);
    return (result.custom_field_options ?? result).map((option) => option.value);
  };
  const before = await values();
  const { result } = await desk.userfields.listOptions(id);
  await desk.userfields.deleteOption(id, (result.custom_field_options ?? result)[0].id);
  return [before, await values()];
}

/** A field of organizations, from its making to its end. */
async function site() {
  const asked = { key: "site", title: "Site", type: "text" };
  const made = (await desk.organizationfields.create({ organization_field: asked })).result;
  await desk.organizationfields.reorder([made.id]);
  const changed = await desk.organizationfields.update(made.id, { organization_field: { title: "Place" } });
  const kept = (await desk.organizationfields.list()).map((field) => field.key);
  const { status } = (await desk.organizationfields.delete(made.id)).response;
  return [changed.result.title, kept, status, await refusal(desk.organizationfields.show(made.id))];
}

async function tickets() {
  const asked = { subject: "Help", comment: { body: "It broke" }, requester: { name: "Gil", email: "gil@x.io" } };
  const made = (await desk.tickets.create({ ticket: asked })).result;
  const changed = await desk.tickets.update(made.id, { ticket: { status: "solved", comment: { body: "Mended" } } });
  return {
    made: made.subject,
    changed: changed.result.status,
    comments: (await desk.tickets.getComments(made.id)).map((comment) => comment.body),
    listed: (await desk.tickets.list()).length,
    deleted: (await desk.tickets.delete(made.id)).response.status,
  };
}

async function errors() {
  const hal = (await desk.users.create({ user: { name: "Hal", email: "hal@x.io" } })).result;
  const noted = [];
  for (const n of range(0, 6)) {
    const { response } = await desk.users.update(hal.id, { user: { notes: `n${n}` } });
    noted.push(response.status);
  }
  return {
    "wrong token": await refusal(client("admin@acme.example", "wrong").users.show(hal.id)),
    "no administrator": await refusal(
      client("agent@acme.example", "zd-local-token").organizations.create({ organization: { name: "O" } }),
    ),
    "no name": await refusal(desk.users.create({ user: { email: "no@x.io" } })),
    "no user": await refusal(desk.users.show(1)),
    "too often": noted,
    notes: (await desk.users.show(hal.id)).result.notes,
  };
}

const told = {};
const scenes = [users, identities, organizations, memberships, search, pages, jobs, fields, tickets, errors];
for (const scene of scenes) {
  told[scene.name] = await scene();
}
console.log(JSON.stringify(told));

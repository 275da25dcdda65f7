import { defineRouteConfig } from "@medusajs/admin-sdk";
import { Badge, Button, Container, Heading, Input, Label, Select, Table, Text } from "@medusajs/ui";
import { type FormEvent, useEffect, useState } from "react";
import { useTexts } from "../../texts";
import { ask } from "../ask";

interface Person {
  id: string;
  name: string;
  phone: string;
  role: "owner" | "staff" | "reader" | "recorder";
  signed_up: boolean;
}
interface Everybody {
  members: (Person & { producer_name: string | null })[];
  officers: (Person & { organisation: string })[];
  producers: { id: string; name: string }[];
}
interface Link {
  url: string;
  kind: "invitation" | "reset";
  expires_at: string;
}
interface Made {
  link: Link;
  member?: Person;
  officer?: Person;
}

function People() {
  const { texts } = useTexts();
  const words = texts.people;
  const [everybody, setEverybody] = useState<Everybody>({ members: [], officers: [], producers: [] });
  const [made, setMade] = useState<{ name: string; link: Link }>();
  const [removing, setRemoving] = useState<string>();
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);

  /** Whether it was done: a form keeps what was typed where it was refused. */
  const run = async (work: () => Promise<void>): Promise<boolean> => {
    setBusy(true);
    setSaid("");
    setRemoving(undefined);
    try {
      await work();
      setEverybody(await ask<Everybody>("/admin/people"));
      return true;
    } catch (error) {
      setSaid(error instanceof Error ? error.message : texts.failed);
      return false;
    } finally {
      setBusy(false);
    }
  };
  useEffect(() => {
    void run(async () => {});
  }, []);

  const make = (path: "members" | "officers") => async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = Object.fromEntries(new FormData(form));
    const done = await run(async () => {
      const { link, member, officer } = await ask<Made>(`/admin/people/${path}`, fields);
      setMade({ name: (member ?? officer)?.name ?? "", link });
    });
    if (done) form.reset();
  };
  const makeLink = ({ id, name }: Person) =>
    run(async () => setMade({ name, link: (await ask<{ link: Link }>(`/admin/people/${id}/link`, {})).link }));
  const remove = ({ id }: Person) =>
    run(async () => {
      await ask(`/admin/people/${id}/remove`, {});
      setMade(undefined);
    });

  const list = (people: (Person & { of: string })[], of: string) => (
    <Table>
      <Table.Header>
        <Table.Row>
          <Table.HeaderCell>{words.name}</Table.HeaderCell>
          <Table.HeaderCell>{of}</Table.HeaderCell>
          <Table.HeaderCell>{words.moves}</Table.HeaderCell>
        </Table.Row>
      </Table.Header>
      <Table.Body>
        {people.map((person) => (
          <Table.Row key={person.id}>
            <Table.Cell className="h-auto whitespace-normal py-2">
              {person.name} · {person.phone}
            </Table.Cell>
            <Table.Cell className="h-auto whitespace-normal py-2">
              {person.of} <Badge size="2xsmall">{words.roles[person.role]}</Badge>{" "}
              {!person.signed_up && (
                <Badge size="2xsmall" color="orange">
                  {words.notSignedUp}
                </Badge>
              )}
            </Table.Cell>
            <Table.Cell className="h-auto py-2">
              <div className="flex flex-wrap gap-2">
                <Button size="small" variant="secondary" disabled={busy} onClick={() => void makeLink(person)}>
                  {words.makeLink[person.signed_up ? "reset" : "invitation"]}
                </Button>
                {removing === person.id ? (
                  <Button size="small" variant="danger" disabled={busy} onClick={() => void remove(person)}>
                    {words.removeNow({ name: person.name })}
                  </Button>
                ) : (
                  <Button size="small" variant="secondary" disabled={busy} onClick={() => setRemoving(person.id)}>
                    {words.remove}
                  </Button>
                )}
              </div>
            </Table.Cell>
          </Table.Row>
        ))}
      </Table.Body>
    </Table>
  );

  return (
    <Container className="flex flex-col gap-4 p-6">
      <Heading level="h1">{words.title}</Heading>
      <Text>{words.explained}</Text>
      <div aria-live="polite">
        {said && <Text weight="plus">{said}</Text>}
        {made && <MadeLink key={made.link.url} {...made} />}
      </div>
      <Heading level="h2">{words.members}</Heading>
      {everybody.members.length === 0 && <Text>{busy ? texts.loading : words.noMembers}</Text>}
      {everybody.members.length > 0 &&
        list(
          everybody.members.map((member) => ({ ...member, of: member.producer_name ?? words.noProducer })),
          words.producer,
        )}
      <form className="grid gap-3 md:grid-cols-5 md:items-end" aria-label={words.addMember} onSubmit={make("members")}>
        <Field id="member-name" name="name" label={words.name} />
        <Field id="member-phone" name="phone" label={words.phone} type="tel" />
        <Choice
          id="member-producer"
          name="producer_id"
          label={words.producer}
          placeholder={words.choose}
          choices={everybody.producers.map(({ id, name }) => [id, name])}
        />
        <Choice
          id="member-role"
          name="role"
          label={words.role}
          placeholder={words.choose}
          choices={[
            ["owner", words.roles.owner],
            ["staff", words.roles.staff],
          ]}
        />
        <Button type="submit" disabled={busy}>
          {words.addMember}
        </Button>
      </form>
      <Heading level="h2">{words.officers}</Heading>
      {everybody.officers.length === 0 && <Text>{busy ? texts.loading : words.noOfficers}</Text>}
      {everybody.officers.length > 0 &&
        list(
          everybody.officers.map((officer) => ({ ...officer, of: officer.organisation })),
          words.organisation,
        )}
      <form className="grid gap-3 md:grid-cols-5 md:items-end" aria-label={words.addOfficer} onSubmit={make("officers")}>
        <Field id="officer-name" name="name" label={words.name} />
        <Field id="officer-phone" name="phone" label={words.phone} type="tel" />
        <Field id="officer-organisation" name="organisation" label={words.organisation} />
        <Choice
          id="officer-role"
          name="role"
          label={words.role}
          placeholder={words.choose}
          choices={[
            ["reader", words.roles.reader],
            ["recorder", words.roles.recorder],
          ]}
        />
        <Button type="submit" disabled={busy}>
          {words.addOfficer}
        </Button>
      </form>
    </Container>
  );
}

/** Shown once: nobody can read it again, only make a new one. */
function MadeLink({ name, link }: { name: string; link: Link }) {
  const { texts, at } = useTexts();
  const words = texts.people;
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(link.url);
    setCopied(true);
  };
  return (
    <div className="flex flex-col gap-2 py-2">
      <Text weight="plus">{words.link[link.kind]({ name, until: at(link.expires_at) })}</Text>
      <div className="flex flex-wrap items-center gap-2">
        <code className="break-all select-all">{link.url}</code>
        {/* Browsers give the clipboard to pages over https and on localhost alone. */}
        {"clipboard" in navigator && (
          <Button size="small" onClick={() => void copy()}>
            {copied ? words.copied : words.copy}
          </Button>
        )}
      </div>
      <Text size="small">{words.once}</Text>
    </div>
  );
}

/** Not `required`: Medusa's input is red then while it is empty, before anybody typed. The route says what is missing. */
function Field({ id, name, label, type = "text" }: { id: string; name: string; label: string; type?: "text" | "tel" }) {
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Input id={id} name={name} type={type} autoComplete="off" aria-required />
    </div>
  );
}

function Choice({
  id,
  name,
  label,
  placeholder,
  choices,
}: {
  id: string;
  name: string;
  label: string;
  placeholder: string;
  choices: readonly (readonly [string, string])[];
}) {
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Select name={name} required>
        <Select.Trigger id={id}>
          <Select.Value placeholder={placeholder} />
        </Select.Trigger>
        <Select.Content>
          {choices.map(([value, text]) => (
            <Select.Item key={value} value={value}>
              {text}
            </Select.Item>
          ))}
        </Select.Content>
      </Select>
    </div>
  );
}

export const config = defineRouteConfig({ label: "people", translationNs: "pages" });

export default People;

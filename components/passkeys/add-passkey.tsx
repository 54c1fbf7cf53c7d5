"use client";

import { FormDialog } from "@/components/form/form-dialog";
import { TextField } from "@/components/form/text-field";
import { type FormAction, IDLE } from "@/lib/action/state";
import { addPasskeyAction, beginPasskeyAction } from "@/lib/passkeys/actions";
import { makePasskey } from "./ask-browser";

const add: FormAction<undefined> = async (_previous, form) => {
  const name = String(form.get("name") ?? "");
  const asked = await beginPasskeyAction(IDLE, form);
  if (asked.status === "error") return asked;
  if (asked.status !== "ok" || !asked.data) return { status: "error", message: "Try again.", values: { name } };
  const made = await makePasskey(asked.data);
  if ("refusal" in made) return { status: "error", message: made.refusal, values: { name } };
  const answer = new FormData();
  answer.set("name", name);
  answer.set("answer", made.answer);
  return addPasskeyAction(IDLE, answer);
};

export function AddPasskey() {
  return (
    <div>
      <FormDialog
        trigger={{ label: "Add a passkey", variant: "secondary" }}
        title="Add a passkey"
        description="Your browser then asks for the lock of this device, or of a phone or key that you have with you."
        action={add}
        submitLabel="Go on"
      >
        <TextField name="name" label="Name" hint="By which you will know it: “Laptop”, “Phone”." required />
      </FormDialog>
    </div>
  );
}

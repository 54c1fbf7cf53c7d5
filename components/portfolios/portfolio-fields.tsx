import { TextField } from "@/components/form/text-field";
import { TextareaField } from "@/components/form/textarea-field";

/** What a person says about a portfolio, when making one and when editing it. */
export function PortfolioFields({ name, description }: { name?: string; description?: string }) {
  return (
    <>
      <TextField name="name" label="Name" defaultValue={name} maxLength={200} autoComplete="off" required />
      <TextareaField name="description" label="Description" defaultValue={description} maxLength={2000} rows={3} optional />
    </>
  );
}

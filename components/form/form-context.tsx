"use client";

import { createContext, useContext, useEffect } from "react";

export interface FormContextValue {
  /** Prefix of every id in the form, so that two forms on a page never share one. */
  formId: string;
  pending: boolean;
  /** What was wrong, by field name. */
  errors: Readonly<Record<string, string>>;
  /** What was typed when the server answered with an error; undefined before that. */
  values: Readonly<Record<string, string>> | undefined;
  /** Lets the summary call a field by its label. */
  register: (name: string, label: string) => void;
}

const FormContext = createContext<FormContextValue | null>(null);

export const FormProvider = FormContext;

/** The ActionForm around the caller. */
export function useForm(): FormContextValue {
  const form = useContext(FormContext);
  if (!form) throw new Error("a form field needs an ActionForm around it");
  return form;
}

export interface FieldState {
  id: string;
  error: string | undefined;
  /** What the field starts with after a failed submission; undefined when nothing has been submitted. */
  refilled: string | undefined;
  /** Whether the form came back with what was in it: then a checkbox without a value is one that wasn't ticked. */
  returned: boolean;
}

/** What a field knows of itself: its id, its error, and what was typed into it before. */
export function useFormField(name: string, label: string): FieldState {
  const { formId, errors, values, register } = useForm();
  useEffect(() => register(name, label), [register, name, label]);
  return { id: fieldId(formId, name), error: errors[name], refilled: values?.[name], returned: Object.keys(values ?? {}).length > 0 };
}

/** The id of a field's control. */
export function fieldId(formId: string, name: string): string {
  return `${formId}-${name}`;
}

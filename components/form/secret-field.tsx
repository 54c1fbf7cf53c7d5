"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Input, type InputProps } from "@/components/ui/input";
import { FormField, type FormFieldBase } from "./form-field";

export interface SecretFieldProps extends FormFieldBase, Omit<InputProps, keyof FormFieldBase | "id" | "type" | "value" | "defaultValue"> {}

/**
 * A secret to be typed or pasted. It takes no value to start with and gets none back from the server; what is in it is what was typed into
 * this very page. Browsers are asked not to offer or keep it, unless `autoComplete` says that it is a password of ours.
 */
export function SecretField({ name, label, hint, required, optional, className, autoComplete = "off", ...input }: SecretFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <FormField {...{ name, label, hint, required, optional, className }}>
      {({ defaultValue: _never, ...control }) => (
        <div className="relative">
          <Input
            {...input}
            {...control}
            type={shown ? "text" : "password"}
            autoComplete={autoComplete}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            className="pr-12"
          />
          <Button
            variant="ghost"
            size="icon"
            icon={shown ? <Icon name="eye-off" /> : <Icon name="eye" />}
            aria-label={shown ? `Hide what is typed in ${label}` : `Show what is typed in ${label}`}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 right-0.5 my-auto text-muted"
          />
        </div>
      )}
    </FormField>
  );
}

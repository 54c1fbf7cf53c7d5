/** How to get the credentials from the broker, step by step. */
export function SetupSteps({ steps }: { steps: readonly string[] }) {
  if (steps.length === 0) return null;
  return (
    <section aria-labelledby="setup-steps" className="rounded-lg border border-line bg-sunken p-4 text-sm">
      <h2 id="setup-steps" className="font-medium text-ink">
        How to get these
      </h2>
      <ol className="mt-2 list-decimal space-y-1 pl-5 text-muted">
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}

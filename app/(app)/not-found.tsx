import { NothingHere } from "@/components/portfolios/nothing-here";

/** Inside the shell: whoever is signed in keeps the way to everything else. */
export default function NotFound() {
  return <NothingHere />;
}

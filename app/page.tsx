import { redirect } from "next/navigation";

/** There is no landing page: whoever opens the address wants their portfolios, or the sign-in that leads there. */
export default function HomePage() {
  redirect("/portfolios");
}

import "next-auth";
import "next-auth/jwt";

declare module "next-auth" {
  interface User {
    sessionSecret: string;
  }
}

declare module "next-auth/jwt" {
  interface JWT {
    /** The secret of the row in `sessions` that this cookie stands for. */
    sid?: string;
  }
}

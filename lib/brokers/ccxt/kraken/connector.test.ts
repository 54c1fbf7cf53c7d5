import { itConforms } from "@/test/simulators/conformance";
import { simulatedKraken } from "@/test/simulators/kraken";

itConforms(simulatedKraken);

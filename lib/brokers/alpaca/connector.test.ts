import { simulatedAlpaca } from "@/test/simulators/alpaca";
import { itConforms } from "@/test/simulators/conformance";

itConforms(simulatedAlpaca);

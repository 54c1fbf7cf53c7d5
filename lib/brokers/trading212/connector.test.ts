import { itConforms } from "@/test/simulators/conformance";
import { simulatedTrading212 } from "@/test/simulators/trading212";

itConforms(simulatedTrading212());

import { simulatedBinance } from "@/test/simulators/binance";
import { itConforms } from "@/test/simulators/conformance";

itConforms(simulatedBinance);

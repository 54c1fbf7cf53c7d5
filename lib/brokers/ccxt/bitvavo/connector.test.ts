import { simulatedBitvavo } from "@/test/simulators/bitvavo";
import { itConforms } from "@/test/simulators/conformance";

itConforms(simulatedBitvavo);

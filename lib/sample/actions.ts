"use server";
import { z } from "zod";
import { defineAction } from "@/lib/action/define-action";
import { loadSample, removeSample } from "./mutations";

export const loadSampleAction = defineAction(z.object({}), loadSample);
export const removeSampleAction = defineAction(z.object({}), removeSample);

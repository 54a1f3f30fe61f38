package ai.avyay.simulation;

import ai.avyay.planning.Policy;

/// What everything in a world stands on.
record Ground(Agenda agenda, Odds odds, Truth truth, Policy policy) {}

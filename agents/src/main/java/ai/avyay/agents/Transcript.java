package ai.avyay.agents;

import ai.avyay.engine.AgentReport;
import ai.avyay.engine.Exit;
import java.time.Instant;

/// Reads what one run of a program says, line by line.
///
/// Takes any line, however broken, and never fails. What a model or a repository made the program
/// say is no evidence: a line counts only in the form in which the program itself speaks.
interface Transcript {
    void hear(String line);

    /// What the run comes to, once all its lines were heard.
    AgentReport report(Ending ending);

    /// How the run ended, seen from outside.
    ///
    /// @param at about when; texts such as "try again in 20s" count from it
    /// @param renewal the command that renews the login it ran with
    record Ending(Exit exit, Instant at, String renewal) {}
}

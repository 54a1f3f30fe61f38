package ai.avyay.engine;

import ai.avyay.domain.Definition;
import ai.avyay.domain.TaskId;

/// What a person did to the queue's file.
public sealed interface HandEdit {
    record Added(TaskId task, Definition definition) implements HandEdit {}

    record Changed(TaskId task, Definition definition) implements HandEdit {}

    /// Something that the person should know of an edit that is taken.
    record Noticed(String text) implements HandEdit {}

    /// An edit that cannot be taken; what the person saved is kept in a file beside the queue's.
    ///
    /// @param reason where and why, with line and column where there is one, and where the text is
    ///   kept
    record Refused(String reason) implements HandEdit {}
}

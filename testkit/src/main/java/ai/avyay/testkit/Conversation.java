package ai.avyay.testkit;

/// One run of an agent program, as the model server sees it.
///
/// @param id the session that the program names; what the user said if it names none
/// @param prompt what the user said in all of it
public record Conversation(String id, String prompt) {}

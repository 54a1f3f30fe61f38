package ai.avyay.app;

import ai.avyay.documents.DocumentException;
import ai.avyay.documents.DocumentReader;
import ai.avyay.documents.Documents;
import ai.avyay.domain.CommitId;
import ai.avyay.domain.TaskId;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Wishes and replies as they go over the control socket: one line of JSON each.
final class WishText {
    private static final DocumentReader<Form> WISH = Documents.json(Form.class);
    private static final DocumentReader<Answer> REPLY = Documents.json(Answer.class);
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private WishText() {}

    /// A wish, with the token that its sender may be trusted by.
    record Signed(String token, Wish wish) {}

    private record Form(
            @JsonProperty(required = true) String token,
            @JsonProperty(required = true) String wish,
            Optional<String> task,
            Optional<String> node,
            Optional<String> text,
            Optional<String> by,
            List<Sheet> pages) {}

    private record Sheet(
            @JsonProperty(required = true) String name,
            @JsonProperty(required = true) String text) {}

    private record Answer(
            List<String> lines, Optional<CommandException.Kind> refused, Optional<String> text) {}

    static String write(Signed signed) {
        var form = MAPPER.createObjectNode().put("token", signed.token());
        switch (signed.wish()) {
            case Wish.Add(var pages) -> {
                var sheets = form.put("wish", "add").putArray("pages");
                pages.forEach(page ->
                        sheets.addObject().put("name", page.name()).put("text", page.text()));
            }
            case Wish.OpenReview(var task) -> of(form, "open-review", task);
            case Wish.Approve(var task, var commit, var by) -> {
                of(form, "approve", task).put("by", by);
                commit.ifPresent(shown -> form.put("text", shown.value()));
            }
            case Wish.Reject(var task, var feedback, var by) ->
                    of(form, "reject", task).put("text", feedback).put("by", by);
            case Wish.Retry(var task) -> of(form, "retry", task);
            case Wish.Abandon(var task, var reason) ->
                    of(form, "abandon", task).put("text", reason);
            case Wish.Cancel(var task) -> of(form, "cancel", task);
            case Wish.Pause(var reason) -> form.put("wish", "pause").put("text", reason);
            case Wish.Resume() -> form.put("wish", "resume");
            case Wish.Drain(var node, var reason) ->
                    form.put("wish", "drain").put("node", node).put("text", reason);
            case Wish.Undrain(var node) -> form.put("wish", "undrain").put("node", node);
            case Wish.Reload() -> form.put("wish", "reload");
            case Wish.Rewind(var revision) -> form.put("wish", "rewind").put("text", revision);
        }
        return form.toString();
    }

    private static ObjectNode of(ObjectNode form, String wish, TaskId task) {
        return form.put("wish", wish).put("task", task.value());
    }

    /// The wish that `line` holds.
    ///
    /// @throws DocumentException if it is none
    /// @throws IllegalArgumentException if a part of it has not the right form
    static Signed read(String line) {
        var form = WISH.read("request", line);
        return new Signed(form.token(), wish(form));
    }

    private static Wish wish(Form form) {
        return switch (form.wish()) {
            case "add" ->
                    new Wish.Add(
                            form.pages().stream()
                                    .map(sheet -> new Wish.Page(sheet.name(), sheet.text()))
                                    .toList());
            case "open-review" -> new Wish.OpenReview(task(form));
            case "approve" ->
                    new Wish.Approve(task(form), form.text().map(CommitId::new), by(form));
            case "reject" -> new Wish.Reject(task(form), text(form), by(form));
            case "retry" -> new Wish.Retry(task(form));
            case "abandon" -> new Wish.Abandon(task(form), text(form));
            case "cancel" -> new Wish.Cancel(task(form));
            case "pause" -> new Wish.Pause(text(form));
            case "resume" -> new Wish.Resume();
            case "drain" -> new Wish.Drain(node(form), text(form));
            case "undrain" -> new Wish.Undrain(node(form));
            case "reload" -> new Wish.Reload();
            case "rewind" -> new Wish.Rewind(text(form));
            default -> throw new IllegalArgumentException("no such wish: " + form.wish());
        };
    }

    private static TaskId task(Form form) {
        return new TaskId(form.task().orElse(""));
    }

    private static String node(Form form) {
        return form.node().orElse("");
    }

    private static String text(Form form) {
        return form.text().orElse("");
    }

    private static String by(Form form) {
        return form.by().orElse("unknown");
    }

    static String write(Reply reply) {
        var answer = MAPPER.createObjectNode();
        var lines = answer.putArray("lines");
        reply.lines().forEach(lines::add);
        reply.refusal()
                .ifPresent(refusal ->
                        answer.put("refused", refusal.kind().name()).put("text", refusal.text()));
        return answer.toString();
    }

    /// The reply that `line` holds.
    ///
    /// @throws DocumentException if it is none
    static Reply readReply(String line) {
        var answer = REPLY.read("reply", line);
        return new Reply(
                answer.lines(),
                answer.refused().map(kind -> new Reply.Refusal(kind, answer.text().orElse(""))));
    }
}

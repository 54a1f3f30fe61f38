package ai.avyay.nodes.ssh;

import ai.avyay.nodes.ssh.Inspection.Finding;
import ai.avyay.nodes.ssh.Inspection.Grade;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a machine's settings say about when it goes to sleep.
///
/// A Mac's are those that `pmset -g` prints; a Linux machine's are those of systemd and logind.
final class PowerSettings {
    private final Map<String, String> settings = new HashMap<>();
    private boolean mac;

    void system(String name) {
        mac = name.startsWith("Darwin");
    }

    /// Takes in a setting: its name, then its value.
    void take(String line) {
        var words = line.split(" ", 2);
        settings.put(words[0], words.length < 2 ? "" : words[1].strip());
    }

    List<Finding> findings() {
        return mac ? macFindings() : linuxFindings();
    }

    private List<Finding> macFindings() {
        var findings = new ArrayList<Finding>();
        var sleep = settings.getOrDefault("sleep", "0");
        if (!sleep.equals("0") && !settings.getOrDefault("disablesleep", "0").equals("1")) {
            findings.add(
                    notable(
                            "it goes to sleep after %s min without use".formatted(sleep),
                            "`sudo pmset -c sleep 0` keeps it awake on mains; while an attempt works, caffeinate does"));
        }
        if (settings.getOrDefault("lowpowermode", "0").equals("1")) {
            findings.add(
                    notable(
                            "low power mode is on, so it runs slower",
                            "`sudo pmset -a lowpowermode 0` switches it off"));
        }
        return findings;
    }

    private List<Finding> linuxFindings() {
        var findings = new ArrayList<Finding>();
        var masked = settings.getOrDefault("sleep.target", "").startsWith("masked");
        var laptop = settings.containsKey("battery");
        if (laptop
                && !masked
                && !settings.getOrDefault("HandleLidSwitch", "suspend").equals("ignore")) {
            findings.add(
                    notable(
                            "it is a laptop that sleeps when its lid is closed",
                            "HandleLidSwitch=ignore in /etc/systemd/logind.conf, or `sudo systemctl mask sleep.target`, keeps it awake"));
        }
        var idle = settings.getOrDefault("IdleAction", "ignore");
        if (!masked && !idle.equals("ignore")) {
            findings.add(
                    notable(
                            "it does this when nobody uses it: " + idle,
                            "IdleAction=ignore in /etc/systemd/logind.conf keeps it awake"));
        }
        return findings;
    }

    private static Finding notable(String text, String advice) {
        return new Finding(Grade.NOTABLE, text, advice);
    }
}

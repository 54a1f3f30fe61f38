package ai.avyay.app.cli;

import java.util.Optional;
import picocli.CommandLine;

/// The version that was built.
final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
        var packed = Optional.ofNullable(Avyay.class.getPackage().getImplementationVersion());
        return new String[] {"avyay " + packed.orElse("(not packed)")};
    }
}

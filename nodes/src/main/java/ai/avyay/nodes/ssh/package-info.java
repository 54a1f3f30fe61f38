/// Machines that are reached over SSH.
///
/// Nothing of ours is installed there: a machine needs `sshd`, `git`, a POSIX `sh` and the agent
/// programs. All that is done there is done by scripts in `sh`, which the user's own `ssh` carries,
/// with the user's own configuration. A connection that is lost says nothing about the work: what
/// runs there goes on, and is found again.
@NullMarked
package ai.avyay.nodes.ssh;

import org.jspecify.annotations.NullMarked;

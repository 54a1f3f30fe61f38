package ai.avyay.app;

import static ai.avyay.app.Configurations.refused;

import org.junit.jupiter.api.Test;

/// What is wrong in a configuration is refused, with its place and the right word.
class RefusedConfigurationTest {
    @Test
    void a_wrong_key_is_refused_with_its_place_and_the_nearest_right_one() {
        refused("chekcs: {}\n", "avyay.yaml:1:1: unknown key 'chekcs', did you mean 'checks'?");
        refused(
                "nodes:\n  local: { slot: 2 }\n",
                "avyay.yaml:2:12: unknown key 'slot', did you mean 'slots'?");
        refused(
                "agents: { defualt: codex }\n",
                "avyay.yaml:1:11: unknown key 'defualt', did you mean 'default'?");
        refused(
                "resources: { api: { limits: 1 } }\n",
                "avyay.yaml:1:21: unknown key 'limits', did you mean 'limit'?");
    }

    @Test
    void a_wrong_value_is_refused_with_its_place() {
        refused(
                "nodes: { local: { slots: 0 } }\n",
                "avyay.yaml:1:10: nodes.local: slots must be at least 1, not 0");
        refused(
                "checks: { tests: { run: \" \" } }\n",
                "avyay.yaml:1:11: checks.tests: run is empty, write the command to run");
        refused(
                "checks: { tests: { weight: 2 } }\n",
                "avyay.yaml:1:11: checks.tests: the key 'run' is missing, add it");
        refused(
                "types: { docs: { review: sometimes } }\n",
                "avyay.yaml:1:26: types.docs.review: 'sometimes' is not known, use one of: none, required");
        refused(
                "resources: { api: many }\n",
                "avyay.yaml:1:19: resources.api: 'many' is not a number, or { limit: 1, until: integrated }");
    }

    @Test
    void a_check_that_is_not_there_is_refused_where_it_is_named() {
        refused(
                """
                checks: { tests: { run: make } }
                types:
                  docs:
                    checks: [tests, tetss]
                """,
                "avyay.yaml:4:21: there is no check 'tetss', did you mean 'tests'?");
        refused(
                "types: { docs: { checks: tests } }\n",
                "avyay.yaml:1:26: there is no check 'tests', write it under 'checks:'");
    }

    @Test
    void an_agent_that_is_not_there_is_refused_where_it_is_named() {
        refused(
                "agents: { default: cluade }\n",
                "avyay.yaml:1:20: there is no agent 'cluade', did you mean 'claude'?");
        refused(
                "agents: { by_type: { docs: kodex } }\n",
                "avyay.yaml:1:28: there is no agent 'kodex', did you mean 'codex'?");
        refused(
                "agents: { settings: { shall: {} } }\n",
                "avyay.yaml:1:23: there is no agent 'shall', did you mean 'shell'?");
    }

    @Test
    void a_check_that_no_node_can_run_is_refused() {
        refused(
                "nodes: { a: { capabilities: [gpu] } }\nchecks: { t: { run: x, capabilities: [gpux] } }\n",
                "avyay.yaml:2:39: no node offers 'gpux', did you mean 'gpu'?");
    }

    @Test
    void a_machine_that_ssh_would_take_for_an_option_is_refused() {
        refused(
                "nodes:\n  mbp3: { ssh: -oProxyCommand=x, slots: 1 }\n",
                "avyay.yaml:2:16: '-oProxyCommand=x' is no machine that ssh could reach, write what you type after `ssh`, such as dev@mbp3");
    }
}

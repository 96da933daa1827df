package org.openbloctel.server.service.site;

import java.util.Map;

/**
 * What a developer types to begin with the API, and gets: the same in both languages, so not in the bundles. {@code ApiHelpIT}
 * sends it to a server.
 */
final class ApiSamples {
    private static final String KEY = "export AUTH='Authorization: Bearer obt_test_…'";

    private static final String CHECK = """
            curl -sS $SERVER/api/v1/checks \\
              -H "$AUTH" \\
              -H 'Content-Type: application/json' \\
              -d '{"numbers":["06 39 98 00 01","+33639980002","0639"]}'""";

    private static final String ANSWER = """
            {"scope":"list","list":{"revision":41},"results":[
              {"input":"06 39 98 00 01","number":"+33639980001","verdict":"OPPOSED","reason":null},
              {"input":"+33639980002","number":"+33639980002","verdict":"NOT_LISTED","reason":null},
              {"input":"0639","number":null,"verdict":"UNCHECKED","reason":"wrong-length"}]}""";

    private static final String SUBMIT = """
            curl -sS "$SERVER/api/v1/submissions?filename=prospects.csv" \\
              -H "$AUTH" \\
              -H "Idempotency-Key: $(uuidgen)" \\
              -H 'Content-Type: application/octet-stream' \\
              --data-binary @prospects.csv""";

    private static final String STATE = "curl -sS $SERVER/api/v1/submissions/$ID -H \"$AUTH\"";

    private static final String FILE = "curl -sS -OJ $SERVER/api/v1/submissions/$ID/files/not-listed -H \"$AUTH\"";

    private static final String COMMAND = "bloctel submit prospects.csv --server $SERVER --key key.txt";

    private ApiSamples() {}

    /** By their places on the page; the server stands at this address. */
    static Map<String, String> of(String address) {
        return Map.of(
                "setting", "export SERVER=" + address + "\n" + KEY,
                "check-request", CHECK,
                "check-answer", ANSWER,
                "submit-request", SUBMIT,
                "state-request", STATE,
                "file-request", FILE,
                "command", COMMAND);
    }
}

package org.openbloctel.server.app;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The server. */
@SpringBootApplication(scanBasePackages = "org.openbloctel.server")
public class ServerApplication {
    /** Starts it. */
    public static void main(String[] arguments) {
        SpringApplication.run(ServerApplication.class, arguments);
    }
}

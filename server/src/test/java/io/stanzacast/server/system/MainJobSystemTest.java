package io.stanzacast.server.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One server, one publisher, one owner and one browser live through an evening: on air, chat, off air, on air, crash. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class MainJobSystemTest {
    private static final String PLAYS = "(() => { const v = document.querySelector('#video');"
            + " if (!v || v.videoWidth === 0 || document.documentElement.dataset.phase !== 'playing') return false;"
            + " const last = window.__lastTime; window.__lastTime = v.currentTime;"
            + " return last !== undefined && v.currentTime > last; })()";
    private static final int SOON = 30_000;

    @TempDir
    static Path folder;

    private static ServerProcess server;
    private static JsonNode first;
    private static Path file;
    private static Publisher publisher;
    private static SmackUser owner;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        server = ServerProcess.start(folder.resolve("data"));
        first = server.firstStart();
        file = Publisher.file(folder);
        owner = SmackUser.join(
                server, first.get("owner"), first.at("/channel/room").asText(), "streamer");
        browser = new Browser();
        browser.open("viewer", server.url(first.at("/channel/page").asText()), 1280, 800);
        publisher = Publisher.start(file, first.at("/channel/publish").asText());
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (owner != null) {
            owner.close();
        }
        if (publisher != null) {
            publisher.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static void state(String state) throws Exception {
        browser.waitFor("viewer", "document.documentElement.dataset.state === '" + state + "'", SOON);
    }

    private static void putOnAir() throws Exception {
        owner.jibri("start", first.at("/channel/streamKey").asText());
    }

    @Test
    @Order(1)
    void nothingIsOnAirBeforeItIsStarted() throws Exception {
        state("offline");
        assertThat(server.get(first.at("/channel/playlist").asText()).statusCode())
                .isEqualTo(404);
    }

    @Test
    @Order(2)
    void thePagePlaysOnceTheOwnerStartsTheBroadcast() throws Exception {
        putOnAir();
        state("live");
        browser.waitFor("viewer", PLAYS, SOON);
        assertThat(browser.eval("viewer", "document.documentElement.dataset.player")
                        .asText())
                .isEqualTo("hls");
    }

    @Test
    @Order(3)
    void messagesCrossBetweenPageAndClient() throws Exception {
        browser.waitFor("viewer", "document.documentElement.dataset.chatState === 'joined'", SOON);
        owner.say("welcome from a client");
        browser.waitFor(
                "viewer", "document.querySelector('#chat-log').textContent.includes('welcome from a client')", SOON);
        browser.fill("viewer", "#nickname-input", "Juliet");
        browser.press("viewer", "#nickname-input", "Enter");
        browser.fill("viewer", "#chat-input", "hello from the page");
        browser.press("viewer", "#chat-input", "Enter");
        await().atMost(Duration.ofSeconds(20)).until(() -> owner.heard("hello from the page"));
        assertThat(browser.eval("viewer", "document.documentElement.dataset.transport")
                        .asText())
                .isEqualTo("websocket");
    }

    @Test
    @Order(4)
    void converseChatsOverBosh() throws Exception {
        browser.open(
                "converse", server.url("/client/" + first.at("/channel/name").asText()), 1280, 800);
        browser.waitFor("converse", "!!document.querySelector('converse-root .chat-textarea')", 60_000);
        owner.say("converse, do you read");
        browser.waitFor(
                "converse",
                "document.querySelector('converse-root').textContent.includes('converse, do you read')",
                SOON);
        browser.fill("converse", "converse-root .chat-textarea", "loud and clear");
        browser.press("converse", "converse-root .chat-textarea", "Enter");
        await().atMost(Duration.ofSeconds(20)).until(() -> owner.heard("loud and clear"));
        assertThat(browser.requests("converse").toString())
                .contains("/http-bind")
                .doesNotContain("/xmpp-websocket");
    }

    @Test
    @Order(5)
    void thePageIsAccessibleAndAsksNoOtherHost() throws Exception {
        assertThat(browser.axe("viewer")).as("axe-core").isEmpty();
        assertThat(browser.console("viewer").path("csp")).as("CSP").isEmpty();
        for (String page : new String[] {"viewer", "converse"}) {
            for (JsonNode url : browser.requests(page)) {
                String address = url.asText();
                if (!address.startsWith("blob:") && !address.startsWith("data:")) {
                    assertThat(URI.create(address.replaceFirst("^ws", "http")).getPort())
                            .as(address)
                            .isEqualTo(server.httpPort());
                    assertThat(URI.create(address).getHost()).as(address).isEqualTo("127.0.0.1");
                }
            }
        }
    }

    @Test
    @Order(6)
    void stopShowsOfflineAndAnotherStartPlaysWithoutAReload() throws Exception {
        browser.eval("viewer", "window.__sameDocument = true");
        owner.jibri("stop", "");
        state("offline");
        putOnAir();
        state("live");
        browser.eval("viewer", "delete window.__lastTime");
        browser.waitFor("viewer", PLAYS, SOON);
        assertThat(browser.eval("viewer", "window.__sameDocument === true").asBoolean())
                .isTrue();
    }

    @Test
    @Order(7)
    void chatAndPictureComeBackAfterTheServerWasKilled() throws Exception {
        owner.close();
        server.kill();
        server.startAgain();
        publisher.close();
        publisher = Publisher.start(file, first.at("/channel/publish").asText());
        browser.waitFor("viewer", "document.documentElement.dataset.chatState === 'joined'", 60_000);
        state("live");
        browser.eval("viewer", "delete window.__lastTime");
        browser.waitFor("viewer", PLAYS, 60_000);
        owner = SmackUser.join(
                server, first.get("owner"), first.at("/channel/room").asText(), "streamer");
        owner.say("back again");
        browser.waitFor("viewer", "document.querySelector('#chat-log').textContent.includes('back again')", SOON);
        assertThat(browser.eval("viewer", "window.__sameDocument === true").asBoolean())
                .isTrue();
    }
}

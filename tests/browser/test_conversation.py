"""The whole conversation that finds a mentor, as coordinator, mentors and citizen."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conversation import Conversation
from tests.browser.demo import Demo
from tests.browser.test_course import a_course
from tests.browser.walking import Walker

pytestmark = pytest.mark.browser


@pytest.mark.long  # nearly four minutes with axe on every page
def test_the_whole_conversation_by_clicking_at_a_desk(browser: Browser, demo: Demo) -> None:
    with Walker.at(browser, demo.port, size="desktop") as walker:
        Conversation(a_course(walker, demo, "Jonna Æbelø Friis", cpr="700190-4450", mentor="")).walk()

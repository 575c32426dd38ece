"""Started as its own process by the browser test: window and workshop together, as `lotsenwissen chat` serves them."""

from assistant.chat.server import serve
from assistant.commands.workshop import mount_workshop
from assistant.settings import load_settings

if __name__ == "__main__":
    serve(load_settings(), parts=[mount_workshop])

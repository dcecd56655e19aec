"""The methods of the Bot API that our bot uses, as strict as Telegram; any other is not found."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from bot.playground.bodies import Params
from bot.playground.entities import Formatted, parse_html, units
from bot.playground.groups import Group, membership
from bot.playground.markup import DATA_BYTES, Markup, checked_markup
from bot.playground.people import BOT, File, png_size
from bot.playground.refusal import Refusal, bad_request
from bot.playground.telegram import Telegram, formatted_content

Method: TypeAlias = Callable[[Telegram, Params], Awaitable[Any]]

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
ENTITIES = 100
TOAST_UNITS = 200
RESULTS = 50
LARGEST_DOWNLOAD = 20 * 1024 * 1024
LARGEST_PHOTO = 10 * 1024 * 1024
PHOTO_SIDES = 10_000
PHOTO_RATIO = 20

_ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip


async def call(telegram: Telegram, method: str, params: Params) -> Any:
    """Return what a method, by its name in the manual, gives. Raises Refusal, 404 for one that there is not."""
    found = METHODS.get(method)
    if found is None:
        raise Refusal(404, "Not Found: method not found")
    return await found(telegram, params)


def canonical(method: str) -> str:
    """Return a method's name as the manual writes it; they may be called in any case."""
    return _NAMES.get(method.casefold(), method)


# Updates


async def get_updates(telegram: Telegram, params: Params) -> Any:
    """Long polling."""
    if telegram.updates.webhook:
        reason = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        raise Refusal(409, f"Conflict: {reason}")
    telegram.updates.allow(params.json("allowed_updates"))
    return await telegram.updates.poll(
        params.integer("offset"), limit=params.integer("limit", 100), wait=params.integer("timeout")
    )


async def set_webhook(telegram: Telegram, params: Params) -> Any:
    """Note that a webhook is set: it ends polling. Nothing is posted to it."""
    url = params.text("url")
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    telegram.updates.webhook = url
    return True


async def delete_webhook(telegram: Telegram, params: Params) -> Any:
    """End the webhook; on request forget what waits."""
    telegram.updates.webhook = ""
    if params.flag("drop_pending_updates"):
        telegram.updates.drop()
    return True


async def get_webhook_info(telegram: Telegram, params: Params) -> Any:  # noqa: ARG001  every method takes both
    """Tell where they are brought, and how many wait."""
    waiting, url = len(telegram.updates.waiting), telegram.updates.webhook
    return {"url": url, "has_custom_certificate": False, "pending_update_count": waiting}


# The bot itself


async def get_me(telegram: Telegram, params: Params) -> Any:  # noqa: ARG001  as above
    """Tell who the bot is."""
    return {
        **BOT,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": telegram.inline.is_on,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def set_my_commands(telegram: Telegram, params: Params) -> Any:
    """Set the command menu."""
    commands = params.json("commands") or []
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        name = str(command.get("command", "")).removeprefix("/")
        if not name.isascii() or not name.replace("_", "a").isalnum() or name != name.lower() or len(name) > 32:
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= units(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    if not params.text("language_code") and not params.json("scope"):
        telegram.describe(commands=commands)
    return True


async def get_my_commands(telegram: Telegram, params: Params) -> Any:  # noqa: ARG001  every method takes both
    """Return the command menu."""
    return telegram.commands


async def delete_my_commands(telegram: Telegram, params: Params) -> Any:  # noqa: ARG001  every method takes both
    """Empty the command menu."""
    telegram.describe(commands=[])
    return True


def _set_text(field: str, longest: int) -> Method:
    async def set_text(telegram: Telegram, params: Params) -> Any:
        if units(params.text(field)) > longest:
            raise bad_request(f"bot {field.replace('_', ' ')} is too long")
        if not params.text("language_code"):
            telegram.describe(**{field: params.text(field)})
        return True

    return set_text


def _get_text(field: str) -> Method:
    async def get_text(telegram: Telegram, params: Params) -> Any:  # noqa: ARG001  every method takes both
        return {field: telegram.texts.get(field, "")}

    return get_text


# Messages


async def send_message(telegram: Telegram, params: Params) -> Any:
    """Send a text."""
    text = _text(params)
    return _post(telegram, params, formatted_content(text))


async def edit_message_text(telegram: Telegram, params: Params) -> Any:
    """Change the text and keyboard of a message."""
    text = _text(params)
    if inline := params.text("inline_message_id"):
        return telegram.inline.edit(inline, formatted_content(text), markup=_inline(params))
    message = telegram.own_message(_chat(params), _message_id(params), "edit")
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    return telegram.edit(message, formatted_content(text), markup=_inline(params))


async def edit_message_caption(telegram: Telegram, params: Params) -> Any:
    """Change the caption and keyboard of a message."""
    caption = _caption(params)
    message = telegram.own_message(_chat(params), _message_id(params), "edit")
    return telegram.edit(message, formatted_content(caption, name="caption"), markup=_inline(params))


async def edit_message_reply_markup(telegram: Telegram, params: Params) -> Any:
    """Change the keyboard of a message."""
    message = telegram.own_message(_chat(params), _message_id(params), "edit")
    return telegram.edit(message, None, markup=_inline(params))


async def delete_message(telegram: Telegram, params: Params) -> Any:
    """Delete a message."""
    telegram.delete(_chat(params), _message_id(params))
    return True


async def pin_chat_message(telegram: Telegram, params: Params) -> Any:
    """Pin a message."""
    telegram.pin(_chat(params), _message_id(params))
    return True


async def unpin_chat_message(telegram: Telegram, params: Params) -> Any:
    """Unpin a message."""
    telegram.unpin(_chat(params), _message_id(params) or None)
    return True


async def send_document(telegram: Telegram, params: Params) -> Any:
    """Send a file with a caption."""
    file = _file(telegram, params, "document")
    content = {"document": file.document, **formatted_content(_caption(params), name="caption")}
    return _post(telegram, params, content)


async def send_photo(telegram: Telegram, params: Params) -> Any:
    """Send a picture with a caption."""
    caption = formatted_content(_caption(params), name="caption")
    return _post(telegram, params, {**_picture(_file(telegram, params, "photo")), **caption})


async def edit_message_media(telegram: Telegram, params: Params) -> Any:
    """Put a picture with its caption in the place of a sent one."""
    media = params.json("media")
    if not isinstance(media, dict) or media.get("type") != "photo":
        raise bad_request("can't parse InputMedia: only photos are known here")
    message = telegram.own_message(_chat(params), _message_id(params), "edit")
    if "photo" not in message:
        raise bad_request("there is no media in the message to edit")
    named = Params({**media, "photo": media.get("media", "")}, params.files)
    content = {**_picture(_file(telegram, named, "photo")), **formatted_content(_caption(named), name="caption")}
    return telegram.edit(message, content, markup=_inline(params))


async def send_chat_action(telegram: Telegram, params: Params) -> Any:
    """Show that the bot is at work."""
    if params.text("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    telegram.act(_chat(params), params.text("action"))
    return True


async def answer_callback_query(telegram: Telegram, params: Params) -> Any:
    """Answer a press, with or without words."""
    if units(params.text("text")) > TOAST_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    telegram.answer(
        params.text("callback_query_id"),
        params.text("text"),
        alert=params.flag("show_alert"),
        url=params.text("url"),
    )
    return True


async def answer_inline_query(telegram: Telegram, params: Params) -> Any:
    """Answer what somebody typed after the bot's name in any chat."""
    results = params.json("results")
    if not isinstance(results, list) or len(results) > RESULTS:
        raise bad_request("RESULTS_TOO_MUCH" if isinstance(results, list) else "can't parse inline query results")
    shown = [_result(result) for result in results]
    if len({result["id"] for result in shown}) < len(shown):
        raise bad_request("RESULT_ID_DUPLICATE")
    personal = params.flag("is_personal")
    telegram.inline.answer(params.text("inline_query_id"), shown, params.json("button"), personal=personal)
    return True


def _result(result: Any) -> dict[str, Any]:
    """Return a result as it stands in the list. Raises Refusal; only articles are known here."""
    content = result.get("input_message_content") if isinstance(result, dict) else None
    if not isinstance(content, dict) or result.get("type") != "article" or not result.get("title"):
        raise bad_request("can't parse inline query result")
    if not 1 <= len(str(result.get("id", "")).encode()) <= DATA_BYTES:
        raise bad_request("RESULT_ID_INVALID")
    text = _text(Params({**content, "text": content.get("message_text", "")}))
    markup = checked_markup(result.get("reply_markup"))
    return {**result, "message": {**formatted_content(text), **({"reply_markup": markup} if markup else {})}}


# Chats and files


async def get_chat(telegram: Telegram, params: Params) -> Any:
    """Tell about a chat."""
    person = telegram.reachable(_named(telegram, params))
    pinned = {"pinned_message": person.messages[person.pinned[-1]]} if person.pinned else {}
    return {**person.chat, "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS, **pinned}


_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


async def get_chat_member(telegram: Telegram, params: Params) -> Any:
    """Tell about somebody in a chat: both sides of a private chat are members."""
    person = telegram.reachable(_chat(params))
    if isinstance(person, Group):
        return _member(telegram, person, params.integer("user_id"))
    if params.integer("user_id") not in (person.id, BOT["id"]):
        raise bad_request("user not found")
    user = person.user if params.integer("user_id") == person.id else BOT
    return {"user": user, "status": "member"}


async def get_chat_administrators(telegram: Telegram, params: Params) -> Any:
    """Tell who the admins of a group or channel are, but for other bots."""
    group = telegram.reachable(_chat(params))
    if not isinstance(group, Group):
        raise bad_request("there are no administrators in the private chat")
    ids = [id_ for id_, status in group.members.items() if status in ("creator", "administrator")]
    return [_member(telegram, group, id_) for id_ in ids]


def _member(telegram: Telegram, group: Group, id_: int) -> dict[str, Any]:
    user = BOT if id_ == BOT["id"] else telegram.people[id_].user if id_ in telegram.people else None
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    status = group.bot if id_ == BOT["id"] else group.members.get(id_, "left")
    return {"user": user, **membership(status)}


async def get_file(telegram: Telegram, params: Params) -> Any:
    """Tell where a file can be fetched."""
    file = telegram.files.get(params.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.data) > LARGEST_DOWNLOAD:
        raise bad_request("file is too big")
    return {**file.ids, "file_path": file.path}


METHODS: dict[str, Method] = {
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "getMe": get_me,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": _set_text("name", 64),
    "getMyName": _get_text("name"),
    "setMyDescription": _set_text("description", 512),
    "getMyDescription": _get_text("description"),
    "setMyShortDescription": _set_text("short_description", 120),
    "getMyShortDescription": _get_text("short_description"),
    "sendMessage": send_message,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "sendDocument": send_document,
    "sendPhoto": send_photo,
    "sendChatAction": send_chat_action,
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "getChat": get_chat,
    "getChatAdministrators": get_chat_administrators,
    "getChatMember": get_chat_member,
    "getFile": get_file,
}
_NAMES = {name.casefold(): name for name in METHODS}


# What the parameters say


def _chat(params: Params) -> int:
    given = params.text("chat_id").strip()
    if not given:
        raise bad_request("chat_id is empty")
    if not given.removeprefix("-").isdecimal():
        raise bad_request("chat not found")
    return int(given)


def _named(telegram: Telegram, params: Params) -> int:
    """Return the chat that is meant, also by its @name."""
    name = params.text("chat_id").strip().casefold()
    named = (group.id for group in telegram.groups.all.values() if group.username and f"@{group.username}" == name)
    return next(named, None) or _chat(params)


def _message_id(params: Params) -> int:
    return params.integer("message_id")


def _text(params: Params) -> Formatted:
    text = _formatted(params, params.text("text"))
    if not text.text:
        raise bad_request("message text is empty")
    if units(text.text) > TEXT_UNITS:
        raise bad_request("message is too long")
    return text


def _caption(params: Params) -> Formatted:
    caption = _formatted(params, params.text("caption"))
    if units(caption.text) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    return caption


def _formatted(params: Params, text: str) -> Formatted:
    mode = params.text("parse_mode").casefold()
    if mode not in ("", "html"):
        raise bad_request("unsupported parse_mode")
    shown = parse_html(text) if mode else Formatted(text.strip())
    if len(shown.entities) > ENTITIES:
        raise bad_request("ENTITIES_TOO_LONG")
    return shown


def _inline(params: Params) -> Markup | None:
    markup = checked_markup(params.json("reply_markup"))
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return markup


def _post(telegram: Telegram, params: Params, content: dict[str, Any]) -> Any:
    chat = _chat(params)
    markup = checked_markup(params.json("reply_markup"))
    person = telegram.reachable(chat)
    if thread := params.integer("message_thread_id"):
        if not isinstance(person, Group) or thread not in person.topics:
            raise bad_request("message thread not found")
        content = {**content, "message_thread_id": thread, "is_topic_message": True}
    reply = params.json("reply_parameters") or {}
    reply_to = reply.get("message_id") if isinstance(reply, dict) else None
    if reply_to is not None and reply_to not in person.messages:
        if not reply.get("allow_sending_without_reply"):
            raise bad_request("message to be replied not found")
        reply_to = None
    _check_preview(params)
    return telegram.post(chat, content, markup=markup, reply_to=reply_to)


def _check_preview(params: Params) -> None:
    options = params.json("link_preview_options")
    if options is not None and not isinstance(options, dict):
        raise bad_request("can't parse link preview options: an Object expected")


def _picture(file: File) -> dict[str, Any]:
    """Return a picture as a message holds it. Raises Refusal for one that Telegram does not take as a photo."""
    size = png_size(file.data)
    if size is None or len(file.data) > LARGEST_PHOTO:
        raise bad_request("IMAGE_PROCESS_FAILED" if size is None else "file is too big for a photo")
    if sum(size) > PHOTO_SIDES or max(size) > PHOTO_RATIO * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return {"photo": [{**file.ids, "width": size[0], "height": size[1]}]}


def _file(telegram: Telegram, params: Params, name: str) -> File:
    upload = params.upload(name)
    if upload is not None:
        if not upload.data:
            raise bad_request("file must be non-empty")
        return telegram.keep_file(upload.name, upload.data, upload.mime)
    file = telegram.files.get(params.text(name))
    if file is None:
        raise bad_request(f"there is no {name} in the request" if not params.text(name) else "wrong file identifier")
    return file

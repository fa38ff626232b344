# The driver that foreign tokenizer suites are run through: its options, its way of writing tokens.
. "$(dirname "$0")/lib.sh"

# tokens TEXT WANT NAME OPTION...
tokens() {
    text=$1 want_tokens=$2 name=$3
    shift 3
    printf "$text" | html_tokens "$@" >"$out" 2>"$err"
    is out "$want_tokens" "$name"
}

tokens '' '[]' "nothing has no tokens"
tokens 'a<b c=d e>f</b>' '[["Character","a"],["StartTag","b",{"c":"d","e":""}],["Character","f"],["EndTag","b"]]' \
    "text, a tag with its attributes, its end"
tokens '<br/><p a=1 a=2>' '[["StartTag","br",{},true],["StartTag","p",{"a":"1"}]]' \
    "self-closing tags; the first of two attributes"
tokens '<!-- x --><!doctype html public "a"><!doctype>' \
    '[["Comment"," x "],["DOCTYPE","html","a",null,true],["DOCTYPE",null,null,null,false]]' \
    "comments and doctypes, null for what is missing"
tokens '&lt;&amp;<' '[["Character","<&<"]]' "characters next to each other are one token"
tokens 'a<b></title>' '[["Character","a<b>"],["EndTag","title"]]' "an initial state and the last start tag" \
    --state "RCDATA state" --last-start-tag title
tokens 'a]]>b' '[["Character","ab"]]' "a state with a blank in its name" --state "CDATA section state"
tokens '<title><b>' '[["StartTag","title",{}],["StartTag","b",{}]]' "start tags do not change the state"
runs 2 "an unknown state" html_tokens --state "No such state"
holds err "usage: html_tokens" "is answered with how it is called"
runs 2 "an option without its value" html_tokens --state
finish

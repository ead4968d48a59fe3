import flask

server = flask.Flask(__name__)
